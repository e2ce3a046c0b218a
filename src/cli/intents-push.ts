import { join } from 'node:path';
import type { Intent } from '../model/intent.ts';
import type { Agent, WantedIntent } from '../understanding/agent.ts';
import { type AgentPlan, isSettled, type Phrases, planOf } from '../understanding/agent-plan.ts';
import { loadIntents } from '../understanding/load-intents.ts';
import type { Io } from './io.ts';

type Out = Pick<Io, 'stdout' | 'stderr' | 'root'>;
export type PushOptions = { dryRun: boolean; overwrite: boolean; train: boolean };

/** Looks, changes, looks again: an answer that was lost or a batch that was done by half is seen by the next look. */
const MOST_ROUNDS = 3;

/** Makes the agent's intents those of intents/. Running it again changes nothing. */
export async function push(io: Out, agent: Agent, options: PushOptions): Promise<number> {
  const intents = soundIntents(io);
  if (intents === null) return 1;
  const look = async () => planOf(intents, await agent.list(), options);
  const plan = await look();
  tell(io, plan);
  if (plan.taken.length > 0) {
    io.stderr(`others made intents with these names; rename or delete them there: ${plan.taken.join(', ')}`);
    return 1;
  }
  if (options.dryRun) {
    for (const line of linesOf(plan)) io.stdout(line);
    io.stdout(`would push: ${summary(plan)}`);
    return 0;
  }
  const left = await apply({ agent, look, plan });
  if (!isSettled(left)) {
    io.stderr(`the agent did not take everything; push again. Still to do: ${summary(left)}`);
    return 1;
  }
  const isTrained = options.train || !isSettled(plan);
  if (isTrained) {
    io.stderr('training: begins; if it fails or is stopped, go on with: intents push --train');
    await agent.train();
  }
  io.stdout(`pushed: ${summary(plan)}${isTrained ? '; trained' : '; nothing to train'}`);
  return 0;
}

/** Null when something is wrong in intents/, which then is said: half of it would delete the other half. */
export function soundIntents(io: Out): Intent[] | null {
  const { intents, problems } = loadIntents(join(io.root, 'intents'));
  for (const { file, line, message } of problems) io.stderr(`${file}:${line} ${message}`);
  return problems.length === 0 ? intents : null;
}

type Work = { agent: Agent; look(): Promise<AgentPlan>; plan: AgentPlan };

/** What is still to do in the end. */
async function apply({ agent, look, plan }: Work): Promise<AgentPlan> {
  let left = plan;
  for (let round = 0; round < MOST_ROUNDS && !isSettled(left); round++) {
    const wanted: WantedIntent[] = [...left.create, ...left.change];
    if (wanted.length > 0) await agent.put(wanted);
    if (left.remove.length > 0) await agent.remove(left.remove);
    left = await look();
  }
  return left;
}

const counted = (list: readonly Phrases[]): string =>
  list.map(({ name, phrases }) => `${name} (${phrases.length})`).join(', ');

function tell(io: Out, { added, tooLong }: AgentPlan): void {
  if (added.length > 0)
    io.stderr(
      `people added phrases in the agent: ${counted(added)}; intents pull brings them here, --overwrite drops them`,
    );
  if (tooLong.length > 0) io.stderr(`too long for Dialogflow, left out: ${counted(tooLong)}`);
}

const linesOf = ({ create, change, remove }: AgentPlan): string[] => [
  ...create.map(({ name, phrases }) => `create ${name} (${phrases.length} phrases)`),
  ...change.map(({ name, phrases }) => `change ${name} (${phrases.length} phrases)`),
  ...remove.map(({ name, phrases }) => `delete ${name} (${phrases.length} phrases)`),
];

const summary = ({ create, change, remove, same, foreign }: AgentPlan): string =>
  `${create.length} created, ${change.length} changed, ${remove.length} deleted, ${same} as they were, ${foreign.length} of others left alone`;
