import type { z } from 'zod';

type Answering<T> = {
  shape: z.ZodType<T>;
  /** How a line looks, for whoever wrote another one. */
  says: string;
  write(line: string): void;
  answer(asked: T): Promise<object> | object;
};

/** A line of JSON out for each that goes in, in its place; one that cannot be read says so, and the exit code is 1. */
export async function answerLines<T>(
  lines: AsyncIterable<string>,
  { shape, says, write, answer }: Answering<T>,
): Promise<number> {
  let code = 0;
  const refuse = (error: string) => {
    code = 1;
    write(JSON.stringify({ id: null, error }));
  };
  // An empty line is an error in its place, but not at the end, where it only closes the file.
  let empty = 0;
  for await (const line of lines) {
    if (line.trim() === '') {
      empty++;
      continue;
    }
    for (; empty > 0; empty--) refuse('an empty line');
    const read = readJson(line);
    const parsed = read === NOT_JSON ? null : shape.safeParse(read);
    if (parsed?.success) write(JSON.stringify(await answer(parsed.data)));
    else refuse(parsed === null ? 'not JSON' : says);
  }
  return code;
}

const NOT_JSON = Symbol('not JSON');

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return NOT_JSON;
  }
}
