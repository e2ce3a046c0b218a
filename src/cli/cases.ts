import { parseArgs } from 'node:util';
import { excludedOf } from '../cases/excluded.ts';
import { maskNumbers } from '../log.ts';
import { CASE_STATUSES, type Case, type CaseStatus } from '../model/case.ts';
import type { Store } from '../store/store.ts';
import type { Io } from './io.ts';

export const usage = `cases --jsonl [--status ${CASE_STATUSES.join('|')}] [--unit CODE]
  the cases, oldest first; phone and identity numbers are masked`;

const PAGE = 200;
type Filter = { status?: CaseStatus; unit?: string };

/** Prints the cases as JSON lines, page by page. */
export async function run(
  args: string[],
  io: Pick<Io, 'stdout' | 'stderr'>,
  parts: { store(): Promise<Store> },
): Promise<number> {
  const options = {
    jsonl: { type: 'boolean' },
    status: { type: 'string' },
    unit: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ args, options });
  if (values.help) {
    io.stdout(usage);
    return 0;
  }
  const status = CASE_STATUSES.find((known) => known === values.status);
  if (!values.jsonl || (values.status !== undefined && status === undefined)) {
    io.stderr(usage);
    return 2;
  }
  const filter: Filter = {
    ...(status ? { status } : {}),
    ...(values.unit === undefined ? {} : { unit: values.unit }),
  };
  io.stderr(`${await printAll(await parts.store(), filter, io)} cases`);
  return 0;
}

async function printAll(store: Store, filter: Filter, io: Pick<Io, 'stdout'>): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ; ) {
    const page: Case[] = await store.cases.list(filter, after, PAGE);
    for (const one of page) io.stdout(JSON.stringify(toLine(one)));
    count += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return count;
    after = last.code;
  }
}

/** One line of `cases --jsonl`. While a clock stands still for the worker nothing is due. */
function toLine(one: Case) {
  const { code, kind, status, unit, level, holder, identity, openedAt, clock, exchanges, history } = one;
  return {
    code,
    kind,
    status,
    unit,
    level,
    holder,
    excluded: excludedOf(one),
    identity,
    openedAt: openedAt.toISOString(),
    dueAt: clock?.due.toISOString() ?? null,
    exchanges,
    history: history.map(({ at, what, by, why }) => ({
      at: at.toISOString(),
      what,
      by,
      why: maskNumbers(why),
    })),
  };
}
