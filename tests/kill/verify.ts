import { MAX_TRIES } from '../../src/exchanges/durations.ts';
import { isFinal } from '../../src/exchanges/replies.ts';
import { CASE_CODE } from '../../src/model/case.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import type { Scenario } from './scenarios.ts';
import type { Dump } from './stage.ts';

/** Everything that must hold when all has come to rest, whatever was killed, paused or run twice; [] when it does. */
export function verify(dump: Dump, scenario: Scenario, kills = 0): string[] {
  return [
    ...inbound(dump, scenario),
    ...atRest(dump, kills),
    ...turns(dump),
    ...effects(dump, scenario),
    ...replies(dump),
    ...order(dump),
  ];
}

/** Each acknowledged message is there once and covered by exactly one turn. */
function inbound({ exchanges, acknowledged }: Dump, scenario: Scenario): string[] {
  const missing = scenario.events
    .filter(({ id }) => !acknowledged.includes(id))
    .map(({ id }) => `${id} was never acknowledged`);
  const lost = acknowledged
    .filter((id) => !exchanges.some((one) => one.received.platformId === id))
    .map((id) => `acknowledged ${id} is lost`);
  const wrong = exchanges.flatMap(({ key }) => {
    const times = exchanges.filter((one) => one.processed?.covers.includes(key)).length;
    return times === 1 ? [] : [`${key} is covered by ${times} turns`];
  });
  return [...missing, ...lost, ...wrong];
}

// A message that three processes in a row died over, its fault or not, is parked: that is what counting before understanding means.
function atRest({ exchanges, spoolFiles }: Dump, kills: number): string[] {
  const owed = exchanges.flatMap((one) => [
    ...(one.waitingSince ? [`${one.key} waits forever`] : []),
    ...(one.unfinishedSince ? [`${one.key} was decided and never finished`] : []),
    ...(one.nextReplyAt ? [`${one.key} stays in the outbox`] : []),
    ...(one.parked && kills < MAX_TRIES ? [`${one.key} was parked`] : []),
  ]);
  const lines = spoolFiles.filter((file) => !file.endsWith('-empty'));
  return lines.length > 1 ? [...owed, `the spool still holds ${lines.join(', ')}`] : owed;
}

/** The person's turns are 1, 2, 3 … without a gap, each a prefix of what had arrived. */
function turns({ exchanges }: Dump): string[] {
  return personsOf(exchanges).flatMap((person) => {
    const numbers = exchanges
      .filter((one) => one.person === person && one.turn !== null)
      .map((one) => one.turn ?? 0);
    const isChain = numbers.sort((a, b) => a - b).every((turn, index) => turn === index + 1);
    return isChain ? [] : [`the turns of ${person} are ${numbers.join(', ')}`];
  });
}

/** Each effect has one outcome on its target; the reply says which. */
function effects({ exchanges, cases }: Dump, scenario: Scenario): string[] {
  const found: string[] = [];
  if (cases.length !== scenario.cases) found.push(`${cases.length} cases instead of ${scenario.cases}`);
  for (const one of cases) {
    if (!CASE_CODE.test(one.code)) found.push(`${one.code} is no case code`);
    if (new Set(one.applied).size !== one.applied.length) found.push(`${one.code} applied an effect twice`);
    const both = one.applied.filter((id) => one.applied.includes(`${id}!`));
    if (both.length > 0) found.push(`${one.code} both did and refused ${both.join(', ')}`);
    const accepted = one.history.filter(({ what }) => what === 'accepted').length;
    if (accepted > 1) found.push(`${one.code} was accepted ${accepted} times`);
  }
  for (const { key, processed } of exchanges) {
    for (const [index, effect] of (processed?.effects ?? []).entries()) {
      const id = `${key}#${index + 1}`;
      const result = processed?.results[index]?.outcome;
      if (result === undefined) found.push(`effect ${id} has no result`);
      if (effect.do !== 'move-case') continue;
      const target = cases.find((one) => one.code === effect.code);
      const recorded = target?.applied.includes(id)
        ? 'done'
        : target?.applied.includes(`${id}!`)
          ? 'refused'
          : 'nothing';
      if (recorded !== result) found.push(`effect ${id} says ${result}, the case says ${recorded}`);
    }
  }
  return found;
}

/** Each reply went out once, or is unknown; a bot's text of unknown outcome at most twice, an officer's words never twice. */
function replies({ exchanges, sent }: Dump): string[] {
  return exchanges.flatMap(({ key, replies: all }) =>
    all.flatMap((reply) => {
      const times = sent.filter((one) => one.id === `${key}/${reply.n}`).length;
      const most = reply.once || !reply.resent ? 1 : 2;
      if (!isFinal(reply)) return [`${key}/${reply.n} is ${reply.status} forever`];
      if (times > most) return [`${key}/${reply.n} reached the person ${times} times`];
      if (reply.status === 'sent' && times === 0)
        return [`${key}/${reply.n} is sent and never reached the person`];
      if ((reply.status === 'superseded' || reply.status === 'failed') && times > 0)
        return [`${key}/${reply.n} is ${reply.status} and reached the person`];
      return [];
    }),
  );
}

/** One person's messages reach them in the order of their turns; only the second copy of a re-sent one may be late. */
function order({ exchanges, sent }: Dump): string[] {
  const place = new Map<string, number>(
    exchanges.flatMap((one) =>
      one.replies.map((reply) => [`${one.key}/${reply.n}`, (one.turn ?? 0) * 1000 + reply.n] as const),
    ),
  );
  const found: string[] = [];
  for (const to of new Set(sent.map((one) => one.to))) {
    const theirs = sent.filter((one) => one.to === to);
    const firsts = theirs.filter((one, index) => theirs.findIndex((other) => other.id === one.id) === index);
    for (const [index, one] of firsts.entries()) {
      const before = firsts[index - 1];
      if (before && (place.get(before.id) ?? 0) > (place.get(one.id) ?? 0))
        found.push(`${one.id} reached ${to} after ${before.id}`);
    }
  }
  return found;
}

const personsOf = (exchanges: Exchange[]): string[] => [...new Set(exchanges.map((one) => one.person))];
