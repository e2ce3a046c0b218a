import { codedOf, phraseOf } from '../dialogue/commands.ts';
import { chosenOf } from '../dialogue/offered.ts';
import type { Decision, Facts, Heard } from '../model/decision.ts';
import type { Standing } from '../model/exchange.ts';
import { maskNumbers } from '../model/mask-numbers.ts';
import type { Rule, Trace } from '../model/trace.ts';
import { THRESHOLDS } from '../understanding/embedded/settings.ts';

type Decided = {
  standing: Standing;
  heard: readonly Heard[];
  facts: Facts;
  decision: Pick<Decision, 'outcome'>;
  tookMs: number;
};

/** What is kept of the text as it was read; the text itself stands beside it. */
const MOST_READ = 500;

/** Why a turn was decided as it was. Pure: from what the decision was made of. */
export function traceOf(decided: Decided): Trace {
  const { standing, heard, facts, tookMs } = decided;
  const last = heard.at(-1);
  const isTold = last?.received.told != null;
  const understood = isTold ? null : (last?.understood ?? null);
  const { place, owner, case: talk } = standing;
  const cases = [...facts.ownCases, ...facts.officerCases, ...facts.named].map(({ code }) => code);
  return {
    read: maskNumbers(understood?.folded ?? '').slice(0, MOST_READ),
    rule: ruleOf(decided, last),
    verdict: understood?.verdict ?? null,
    dangerWords: (understood?.dangerWords ?? []).map((words) => maskNumbers(words)),
    dangerNow: understood?.dangerNow ?? false,
    fear: understood?.fear ?? false,
    grievance: understood?.grievance ?? false,
    thresholds: understood ? { ...THRESHOLDS } : {},
    before: { place, owner, case: talk },
    officer: facts.officer?.code ?? null,
    cases: [...new Set(cases)],
    places: facts.matches.map(({ code, name, score }) => ({ code, name, score })),
    tookMs,
    ...(understood?.consulted ? { consulted: understood.consulted } : {}),
  };
}

/** The first that fits, in the order in which the dialogue asks. */
function ruleOf({ standing, heard, facts, decision }: Decided, last: Heard | undefined): Rule {
  if (!last || last.received.told) return 'told';
  if (last.understood.dangerNow) return 'danger';
  const text = heard.map(({ received }) => received.text.trim()).join('\n');
  const isOfficers = decision.outcome === 'command' || decision.outcome === 'relay';
  if (facts.officer && isOfficers) return 'officer';
  if (chosenOf(standing, text)) return 'choice';
  if (codedOf(text) || phraseOf(text) !== null) return 'command';
  if (decision.outcome === 'relay' || standing.owner === 'officer') return 'case';
  if (standing.place !== null && decision.outcome === 'flow') return 'flow';
  return last.understood.verdict;
}
