import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Io } from './io.ts';

export const usage = `staff link-code OFFICER [--json]
  a code for one use within 24 hours: the officer sends "liên kết CODE" to the bot from their own Zalo or Messenger`;

const LASTS_MS = 24 * 60 * 60_000;
const DIGITS = 10;

/** Makes a code that binds an officer's account. 1 when there is no such officer, 2 when the command is wrong. */
export async function run(
  args: string[],
  io: Pick<Io, 'stdout' | 'stderr'>,
  { store, world }: { store(): Promise<Store>; world: Pick<World, 'now' | 'newId'> },
): Promise<number> {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help) {
    io.stdout(usage);
    return 0;
  }
  const [command, officer, ...more] = positionals;
  if (command !== 'link-code' || officer === undefined || more.length > 0) {
    io.stderr(usage);
    return 2;
  }
  const opened = await store();
  const found = (await opened.union.tree()).officers.find(({ code }) => code === officer);
  if (!found || found.endedAt !== null) {
    io.stderr(`${officer} is no officer of the tree${found ? ' any more' : ''}`);
    return 1;
  }
  const code = newCode(world);
  const expiresAt = new Date(world.now().getTime() + LASTS_MS);
  await opened.linkCodes.create(code, officer, expiresAt);
  io.stdout(
    values.json
      ? JSON.stringify({ code, expiresAt: expiresAt.toISOString() })
      : `${code}: ${officer} sends "liên kết ${code}" to the bot before ${expiresAt.toISOString()}`,
  );
  return 0;
}

/** Digits only: nothing that a phone's keyboard would write large or small by itself. */
function newCode(world: Pick<World, 'newId'>): string {
  const bytes = createHash('sha256').update(world.newId()).digest();
  const number = bytes.readBigUInt64BE() % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, '0');
}
