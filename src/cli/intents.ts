import { parseArgs } from 'node:util';
import type { Agent } from '../understanding/agent.ts';
import { checkFolder } from './intents-check.ts';
import { type EvaluateOptions, evaluate } from './intents-evaluate.ts';
import { pull } from './intents-pull.ts';
import { push } from './intents-push.ts';
import type { Io } from './io.ts';

export const usage = `intents check [--data FOLDER]
  refuses what is wrong in intents/, with file and line
  --data: also phrases too near to a question of the *.jsonl files there
intents evaluate [--data FILE] [--html FILE] [--curve]
  trains and judges the engine by cross-validation, and nlp.js beside it where it is installed; takes minutes
  --data: a file of lines {"text","topic","form"?}, or a folder of such .jsonl files: questions that nobody trained on
  --html: also as a page with a confusion matrix   --curve: also the accuracy by 20, 40, 80 and 120 phrases a topic
intents push [--dry-run] [--overwrite] [--train]
  makes the intents of the Dialogflow agent those of intents/ and trains it; intents that others made there are left alone,
  and so are phrases that people added to ours
  --dry-run: only says what it would do   --overwrite: phrases added there go, too   --train: trains even when nothing changed
intents pull [--dry-run]
  says how the agent differs, and writes phrases that people added there into intents/ for review; deletes nothing
  --dry-run: writes nothing`;

export type IntentsParts = {
  /** The agent that settings name, `null` when they name none; `say` is told of what takes long. */
  agent(say: (line: string) => void): Promise<Agent | null>;
  now(): Date;
};

type Wanted =
  | { does: 'help' }
  | { does: 'check'; data: string | null }
  | ({ does: 'evaluate' } & EvaluateOptions)
  | { does: 'push'; dryRun: boolean; overwrite: boolean; train: boolean }
  | { does: 'pull'; dryRun: boolean };

/** 0 when all is well, 1 when something is wrong, 2 when the command is. */
export async function run(
  args: string[],
  io: Pick<Io, 'stdout' | 'stderr' | 'root'>,
  parts: IntentsParts,
): Promise<number> {
  const wanted = readArgs(args);
  if (wanted === null) {
    io.stderr(usage);
    return 2;
  }
  if (wanted.does === 'help') {
    io.stdout(usage);
    return 0;
  }
  if (wanted.does === 'check') return checkFolder(io, wanted.data);
  if (wanted.does === 'evaluate') return evaluate(io, wanted, parts.now());
  const agent = await parts.agent(io.stderr);
  if (agent === null) {
    io.stderr('Dialogflow is off: set DIALOGFLOW_PROJECT_ID and GOOGLE_APPLICATION_CREDENTIALS');
    return 1;
  }
  return wanted.does === 'push' ? push(io, agent, wanted) : pull(io, agent, { ...wanted, now: parts.now() });
}

const OPTIONS = {
  data: { type: 'string' },
  html: { type: 'string' },
  curve: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  overwrite: { type: 'boolean' },
  train: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const ALLOWED: Record<string, readonly string[]> = {
  check: ['data'],
  evaluate: ['data', 'html', 'curve'],
  push: ['dry-run', 'overwrite', 'train'],
  pull: ['dry-run'],
};

/** Null when it makes no sense. */
function readArgs(args: string[]): Wanted | null {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (values.help) return { does: 'help' };
    const [does = ''] = positionals;
    const isKnown = Object.keys(values).every((name) => ALLOWED[does]?.includes(name));
    if (positionals.length !== 1 || !isKnown) return null;
    const {
      data = null,
      html = null,
      curve = false,
      'dry-run': dryRun = false,
      overwrite = false,
      train = false,
    } = values;
    if (does === 'check') return { does, data };
    if (does === 'evaluate') return { does, data, html, curve };
    if (does === 'push') return { does, dryRun, overwrite, train };
    return does === 'pull' ? { does, dryRun } : null;
  } catch {
    // parseArgs throws for options it does not know: wrong usage, nothing else.
    return null;
  }
}
