import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { hashLines, readLines, writeLines } from '../../src/backup/line-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'cau-noi-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `${++files}.jsonl`);

async function* pagesOf(lines: string[], size: number) {
  for (let at = 0; at < lines.length; at += size) yield lines.slice(at, at + size);
}

async function read(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of readLines(path)) lines.push(...page);
  return lines;
}

test('whatever is written comes back line by line, and its hash is that of the file', async () => {
  const line = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\n', ' '));
  const whatever = fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
    const path = newFile();
    const written = await writeLines(path, pagesOf(lines, size));
    expect(await hashLines(path)).toEqual(written);
    expect(await read(path)).toEqual(lines.map((one) => Buffer.from(one).toString()));
  });
  await fc.assert(whatever, { numRuns: 60 });
});

test.each([
  ['a line longer than what is read at once', ['x'.repeat(700_000), 'y']],
  ['signs that some take for the end of a line', ['một\u2028hai\u2029ba\u0085bốn\rnăm']],
  ['signs of several bytes across what is read at once', ['ế'.repeat(300_000), 'ợ'.repeat(300_000)]],
  ['many short lines', Array.from({ length: 5000 }, (_, n) => `${n}`)],
])('%s', async (_name, lines) => {
  const path = newFile();
  await writeLines(path, pagesOf(lines, 200));
  expect(await read(path)).toEqual(lines);
});

test('nobody else on the machine can read it', async () => {
  const path = newFile();
  await writeLines(path, pagesOf(['ví dụ'], 1));
  expect(statSync(path).mode & 0o077).toBe(0);
});
