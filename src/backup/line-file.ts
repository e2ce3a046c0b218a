import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** What a file holds, so that one changed byte shows. */
export type Written = { lines: number; bytes: number; sha256: string };

/** Writes pages of lines into a new file of mode 600 and has it on disk when it resolves. */
export async function writeLines(
  path: string,
  pages: AsyncIterable<string[]>,
  progress: (lines: number) => void = () => {},
): Promise<Written> {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  const written = { lines: 0, bytes: 0 };
  try {
    for await (const page of pages) {
      const bytes = Buffer.from(page.map((line) => `${line}\n`).join(''));
      hash.update(bytes);
      await file.writeFile(bytes);
      written.lines += page.length;
      written.bytes += bytes.length;
      progress(written.lines);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { ...written, sha256: hash.digest('hex') };
}

/** Reads a file to its end and keeps nothing of it. */
export async function hashLines(path: string): Promise<Written> {
  const hash = createHash('sha256');
  const read = { lines: 0, bytes: 0 };
  for await (const chunk of chunksOf(path)) {
    hash.update(chunk);
    read.bytes += chunk.length;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) read.lines++;
  }
  return { ...read, sha256: hash.digest('hex') };
}

const NEW_LINE = 10;
const PAGE = 200;

/** The lines of a file in pages. (A readline would also cut at U+2028, which people may write.) */
export async function* readLines(path: string): AsyncGenerator<string[]> {
  let page: string[] = [];
  let rest: Buffer[] = [];
  for await (const chunk of chunksOf(path)) {
    let start = 0;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, start)) {
      page.push(Buffer.concat([...rest, chunk.subarray(start, at)]).toString('utf8'));
      rest = [];
      start = at + 1;
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
    rest.push(chunk.subarray(start));
  }
  if (page.length > 0) yield page;
}

const chunksOf = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: 256 * 1024 });
