import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../content/parse-yaml.ts';
import { AppError } from '../errors.ts';

const words = z.string().min(1);
const problem = z.strictObject({ title: words, text: words });
const point = z.strictObject({
  icon: z.enum(['user', 'hidden', 'lock', 'close', 'shield', 'clock']),
  text: words,
});

const pageWords = z.strictObject({
  name: words,
  organisation: words,
  title: words,
  description: words,
  zaloVerification: words.nullable(),
  skip: words,
  demo: words,
  about: z.strictObject({
    link: words,
    title: words,
    intro: words,
    points: z.array(point).min(1),
    danger: words,
    call: words,
    callNumber: z.string().regex(/^\d{3,11}$/),
    shared: z.strictObject({ title: words, text: words, button: words }),
  }),
  talk: z.strictObject({
    label: words,
    you: words,
    bot: words,
    officer: words,
    sending: words,
    sent: words,
    typing: words,
    loading: words,
    choose: words,
    chosen: words,
    newBelow: words,
    today: words.includes('{day}'),
    yesterday: words.includes('{day}'),
    weekdays: z.array(words).length(7),
  }),
  empty: z.strictObject({ title: words, text: words, examples: z.array(words).max(5) }),
  composer: z.strictObject({ label: words, placeholder: words, send: words, hint: words }),
  trouble: z.strictObject({
    offline: words,
    unsent: words,
    retry: words,
    tooFast: words.includes('{seconds}'),
    refused: words,
    noScript: words,
    reload: words,
    problems: z.strictObject({
      '400': problem,
      '404': problem,
      '413': problem,
      '429': problem,
      other: problem,
    }),
    back: words,
  }),
  marks: z.strictObject({
    law: words,
    deadline: words,
    code: words,
    codes: z.array(words).min(1),
    case: words,
    privacy: words,
    call: words,
    article: words,
    numbers: z.array(z.string().regex(/^\d{3}$/)),
  }),
});

/** Everything the public page says that the bot does not. */
export type PageWords = z.infer<typeof pageWords>;

/** Reads `content/page.yaml` below `root`. Throws with file and line when an entry is missing, misspelt or unknown. */
export function loadPageWords(root: string): PageWords {
  const file = 'content/page.yaml';
  const { value, problems } = parseYaml(pageWords, readFileSync(join(root, file), 'utf8'), file);
  if (value) return value;
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  throw new AppError('invalid', `the page's words cannot be used:\n${lines.join('\n')}`);
}
