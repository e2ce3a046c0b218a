import { isTyped } from '../dialogue/is-sure.ts';
import { chosenOf } from '../dialogue/offered.ts';
import type { Facts, Heard } from '../model/decision.ts';
import type { Received, Standing } from '../model/exchange.ts';
import type { Consult } from '../understanding/understand.ts';

type Said = { heard: readonly Heard[]; standing: Standing; facts: Facts };

/** The last message of the turn carries what all mean together; another engine is asked about that, if it is an ordinary question. */
export async function withConsultation(consult: Consult, said: Said): Promise<Heard[]> {
  const last = said.heard.at(-1);
  if (!last || !isOrdinary(said)) return [...said.heard];
  const understood = await consult(last.understood, said.facts.person);
  return [...said.heard.slice(0, -1), { ...last, understood }];
}

/**
 * A worker's question outside every flow, every case and every emergency: only that may be told to somebody else's machine. Whoever
 * has an open case may be adding to it, and an officer writes about others.
 */
function isOrdinary({ heard, standing, facts }: Said): boolean {
  const isAlone = standing.place === null && standing.case === null && standing.owner === 'bot';
  const isOfficers = facts.officer !== null || standing.cards.length > 0 || standing.kept.length > 0;
  if (standing.consents?.google?.given === false) return false;
  if (!isAlone || isOfficers || standing.humanSince !== null) return false;
  if (facts.ownCases.some(({ status }) => status !== 'resolved' && status !== 'withdrawn')) return false;
  if (facts.named.length > 0 || facts.quotedCase !== null || facts.refusedCodes.length > 0) return false;
  return heard.every(({ received, understood }) => {
    const isDanger = understood.danger !== null || understood.dangerNow;
    return (
      isPlainText(received) &&
      !isDanger &&
      !isTyped(received.text.trim()) &&
      !chosenOf(standing, received.text)
    );
  });
}

const isPlainText = ({ kind, told, quotes, verified }: Received): boolean =>
  kind === 'text' && told === null && quotes === null && verified;
