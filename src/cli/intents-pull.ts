import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent } from '../understanding/agent.ts';
import { type AgentPlan, planOf } from '../understanding/agent-plan.ts';
import { withExamples } from '../understanding/with-examples.ts';
import { soundIntents } from './intents-push.ts';
import type { Io } from './io.ts';

type Out = Pick<Io, 'stdout' | 'stderr' | 'root'>;

/** Says how the agent differs and brings its new phrases here. Nothing is deleted on either side. */
export async function pull(
  io: Out,
  agent: Agent,
  { dryRun, now }: { dryRun: boolean; now: Date },
): Promise<number> {
  const intents = soundIntents(io);
  if (intents === null) return 1;
  const plan = planOf(intents, await agent.list());
  for (const line of linesOf(plan)) io.stdout(line);
  const known = new Set(intents.map(({ name }) => name));
  const wanted = plan.added.filter(({ name }) => known.has(name));
  const note = ` from Dialogflow, ${now.toISOString().slice(0, 10)}: to be reviewed`;
  for (const { name, phrases } of dryRun ? [] : wanted) {
    const file = join(io.root, 'intents', `${name}.yaml`);
    replace(file, withExamples(readFileSync(file, 'utf8'), phrases, note));
  }
  const count = wanted.reduce((sum, { phrases }) => sum + phrases.length, 0);
  const what = `${count} phrases of ${wanted.length} intents`;
  io.stdout(
    count === 0
      ? 'pulled: the agent has no phrases that are not here'
      : dryRun
        ? `would pull: ${what}`
        : `pulled: ${what}; review them, then: intents check`,
  );
  return 0;
}

/** Whole or not at all. */
function replace(file: string, text: string): void {
  const part = `${file}.part`;
  writeFileSync(part, text);
  renameSync(part, file);
}

const linesOf = ({ create, remove, foreign, taken, added, missing }: AgentPlan): string[] => [
  ...create.map(({ name }) => `${name}: only here; push creates it`),
  ...taken.map((name) => `${name}: others made an intent of that name in the agent`),
  ...remove.map(({ name }) => `${name}: only in the agent; push deletes it`),
  ...foreign.filter(({ name }) => !taken.includes(name)).map(({ name }) => `${name}: of others, left alone`),
  ...missing.flatMap(({ name, phrases }) => phrases.map((phrase) => `${name}: only here: ${phrase}`)),
  ...added.flatMap(({ name, phrases }) => phrases.map((phrase) => `${name}: only in the agent: ${phrase}`)),
];
