import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Intent } from '../model/intent.ts';
import type { RemoteIntent, WantedIntent } from './agent.ts';
import { isTaught } from './opinion.ts';
import { outgoingPhrase } from './outgoing.ts';

/** Dialogflow's limits on an intent. */
const MOST_PHRASES = 2000;
const MOST_CHARACTERS = 768;

/** What distinguishes our YAML from an agent. */
export type AgentPlan = {
  create: WantedIntent[];
  change: WantedIntent[];
  /** Ours, and no longer in YAML. */
  remove: RemoteIntent[];
  same: number;
  /** Somebody else's: left alone. */
  foreign: RemoteIntent[];
  /** Names that we need and somebody else's intent has. */
  taken: string[];
  /** Phrases that people added to our intents in the agent. */
  added: Phrases[];
  /** Phrases of ours that the agent does not have. */
  missing: Phrases[];
  /** Phrases too long for an agent. */
  tooLong: Phrases[];
};

export type Phrases = { name: string; phrases: string[] };

/** Our intents carry this action, and with it what their phrases were when they were pushed. */
const MARK = 'cau-noi.';
const isOurs = ({ action }: RemoteIntent) => action.startsWith(MARK);

/** By the phrases alone, in any order. */
const markOf = (phrases: readonly string[]): string =>
  MARK +
  createHash('sha256')
    .update([...phrases].sort().join('\n'))
    .digest('hex')
    .slice(0, 16);

/** What a push would do. `overwrite`: phrases that people added in the agent go too. */
export function planOf(
  intents: readonly Intent[],
  remote: readonly RemoteIntent[],
  { overwrite = false }: { overwrite?: boolean } = {},
): AgentPlan {
  const byName = new Map(remote.map((one) => [one.name, one]));
  const taught = intents.filter(isTaught);
  const names = new Set(taught.map(({ name }) => name));
  const gone = remote.filter((one) => isOurs(one) && !names.has(one.name));
  // What people added there goes with their intent only when that is said.
  const touched = gone.map((one) => ({ name: one.name, phrases: addedIn(one, []) }));
  const kept = touched.filter(({ phrases }) => phrases.length > 0);
  const plan: AgentPlan = {
    create: [],
    change: [],
    remove: gone.filter(({ name }) => overwrite || !kept.some((one) => one.name === name)),
    same: 0,
    foreign: remote.filter((one) => !isOurs(one)),
    taken: [],
    added: kept,
    missing: [],
    tooLong: [],
  };
  for (const intent of taught) compare(plan, intent, { there: byName.get(intent.name) ?? null, overwrite });
  return plan;
}

/** Nothing is left to do. */
export const isSettled = ({ create, change, remove }: AgentPlan): boolean =>
  create.length + change.length + remove.length === 0;

function compare(
  plan: AgentPlan,
  { name, examples }: Intent,
  { there, overwrite }: { there: RemoteIntent | null; overwrite: boolean },
): void {
  const said = [...new Set(examples.map(outgoingPhrase))];
  const ours = said.filter((phrase) => phrase.length <= MOST_CHARACTERS);
  if (ours.length < said.length)
    plan.tooLong.push({ name, phrases: said.filter((phrase) => phrase.length > MOST_CHARACTERS) });
  const action = markOf(ours);
  if (there === null) plan.create.push({ id: null, name, action, phrases: fitting(name, ours) });
  else if (!isOurs(there)) plan.taken.push(name);
  else {
    const added = addedIn(there, ours);
    if (added.length > 0) plan.added.push({ name, phrases: added });
    const theirs = new Set(there.phrases.map(outgoingPhrase));
    const missing = ours.filter((phrase) => !theirs.has(phrase));
    if (missing.length > 0) plan.missing.push({ name, phrases: missing });
    const phrases = fitting(name, overwrite ? ours : [...ours, ...added]);
    const isSame = there.action === action && isSameSet(phrases, theirs);
    if (isSame) plan.same += 1;
    else plan.change.push({ id: there.id, name, action, phrases });
  }
}

/**
 * Phrases that somebody added in the agent. While its phrases are those that were pushed, nobody did, and what we do not have was
 * taken out here.
 */
function addedIn({ action, phrases }: RemoteIntent, ours: readonly string[]): string[] {
  const theirs = [...new Set(phrases.map(outgoingPhrase))].filter((phrase) => phrase !== '');
  if (action === markOf(theirs)) return [];
  const known = new Set(ours);
  return theirs.filter((phrase) => !known.has(phrase));
}

const isSameSet = (phrases: readonly string[], theirs: ReadonlySet<string>): boolean =>
  phrases.length === theirs.size && phrases.every((phrase) => theirs.has(phrase));

function fitting(name: string, phrases: string[]): string[] {
  if (phrases.length > MOST_PHRASES)
    throw new AppError(
      'invalid',
      `${name} has ${phrases.length} phrases; Dialogflow takes ${MOST_PHRASES} an intent`,
    );
  return phrases;
}
