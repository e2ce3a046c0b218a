import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import { connect } from '../../src/store/connection.ts';
import { bundleChild, startChild } from '../child.ts';

const KILLS = 5;

/** Lets a process insert until it has said this many numbers, kills it, and returns every number that it said. */
async function insertAndKill(file: string, url: string, from: number, enough: number): Promise<number[]> {
  const child = startChild(file, url, String(from));
  const exited = once(child.process, 'exit');
  const said: number[] = [];
  for await (const line of child.lines) {
    said.push(Number(line));
    // What it has printed since is still read: it was acknowledged too.
    if (said.length === enough) child.process.kill('SIGKILL');
  }
  const [, signal] = await exited;
  if (signal !== 'SIGKILL') throw new Error(`the process ended by itself: ${child.complaints()}`);
  return said;
}

test('what was acknowledged is there after SIGKILL, and the lock is free', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-crash-'));
  const url = `file:${folder}/crash.db`;
  const file = await bundleChild('contracts/driver-children/insert.ts');
  const said: number[] = [];
  for (let kill = 1; kill <= KILLS; kill++)
    said.push(...(await insertAndKill(file, url, kill * 100_000, kill * 70)));
  const store = await connect(url, { role: 'server', log: silentLog });
  const found = await store.mongoose.connection
    .collection<{ _id: number; text: string }>('numbers')
    .find({})
    .toArray();
  const texts = new Map(found.map(({ _id, text }) => [_id, text]));
  expect(said.length).toBeGreaterThan(KILLS * 70);
  expect(said.filter((number) => texts.get(number) !== `changed ${number}`)).toEqual([]);
  await store.close();
  rmSync(folder, { recursive: true });
}, 120_000);
