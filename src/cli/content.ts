import { parseArgs } from 'node:util';
import { checkContent } from '../content/check-content.ts';
import { dayOf } from '../content/day.ts';
import { citedWhole, dueContent } from '../content/due-content.ts';
import { loadLibrary } from '../content/library.ts';
import { readIntents } from '../content/read-intents.ts';
import { isCommand } from '../dialogue/commands.ts';
import { realWorld, type World } from '../world.ts';
import type { Io } from './io.ts';

export const usage = `content check [--on DATE]
  refuses what is wrong in content/, with file and line
content due [--days DAYS | --within DAYS] [--on DATE]
  what is under review, has to be read again, or ends, within so many days (30); what is cited without an article`;

/** 0 when all is well, 1 when something is wrong, 2 when the command is. */
export async function run(
  args: string[],
  io: Pick<Io, 'stdout' | 'stderr' | 'root'>,
  world: Pick<World, 'now'> = realWorld,
): Promise<number> {
  const wanted = readArgs(args, dayOf(world.now()));
  if (wanted === null) {
    io.stderr(usage);
    return 2;
  }
  if (wanted.command === 'help') {
    io.stdout(usage);
    return 0;
  }
  return wanted.command === 'check' ? check(io, wanted.on) : due(io, wanted);
}

type Wanted = { command: string; on: string; days: number };

/** Null when it makes no sense. */
function readArgs(args: string[], today: string): Wanted | null {
  const options = {
    on: { type: 'string' },
    within: { type: 'string' },
    days: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [command = '', ...more] = values.help ? ['help'] : positionals;
    const on = values.on ?? today;
    const days = Number(values.days ?? values.within ?? 30);
    const sane =
      /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on)) && Number.isInteger(days) && days >= 0;
    return more.length === 0 && ['check', 'due', 'help'].includes(command) && sane
      ? { command, on, days }
      : null;
  } catch {
    // parseArgs throws for options it does not know: wrong usage, nothing else.
    return null;
  }
}

function check(io: Pick<Io, 'stdout' | 'stderr' | 'root'>, today: string): number {
  const library = loadLibrary(io.root);
  const { intents, problems: unread } = readIntents(io.root);
  const problems = [...unread, ...checkContent(library, intents, { today, isCommand })];
  for (const { file, line, message } of problems) io.stderr(`${file}:${line} ${message}`);
  const size = `${library.answers.size} answers, ${Object.keys(library.figures.figures).length} figures, ${library.flows.size} flows, ${library.calculators.size} calculators, ${library.wording.entries.size} lines of wording, ${library.rumours.size} rumours`;
  io.stdout(
    problems.length === 0 ? `content is in order: ${size}` : `${problems.length} problems in ${size}`,
  );
  return problems.length === 0 ? 0 : 1;
}

function due(io: Pick<Io, 'stdout' | 'stderr' | 'root'>, { on, days }: Wanted): number {
  const library = loadLibrary(io.root);
  const list = dueContent(library, { today: on, days });
  for (const { day, file, line, what } of list) io.stdout(`${day} ${file}:${line} ${what}`);
  for (const { file, line, what } of citedWhole(library, on)) io.stdout(`undated ${file}:${line} ${what}`);
  io.stdout(`${list.length} to look at within ${days} days of ${on}`);
  return 0;
}
