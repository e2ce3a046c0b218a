import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from '../../src/content/library.ts';
import { content } from './facts.ts';

const root = join(import.meta.dirname, '../..');
const { wording, flows } = loadLibrary(root);
const ids = [...wording.entries.keys()];
const src = join(root, 'src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(src, file), 'utf8') }));
const dialogue = sources
  .filter(({ file }) => file.startsWith('dialogue/'))
  .map(({ text }) => text)
  .join('\n');

const PART = '(?:[a-z0-9-]|\\$\\{[^}]*\\})+';
const WORD = new RegExp(`['\`](${PART}(?:\\.${PART})+)['\`]`, 'g');

test('every wording the dialogue names exists', () => {
  const named = [...dialogue.matchAll(/(?:say|says|choices|receipt)\(\s*(?:scene,\s*)?'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((id) => !wording.entries.has(id))).toEqual([]);
});

test('every wording is said by somebody', () => {
  const everything = sources.map(({ text }) => text).join('\n');
  const patterns = [...everything.matchAll(WORD)].map((match) => toPattern(match[1] ?? ''));
  const asked = [...flows.values()].flatMap(({ flow }) => [flow.opens, ...flow.steps.map(({ ask }) => ask)]);
  const unused = ids.filter((id) => {
    if (asked.some((step) => id === step || id.startsWith(`${step}.`))) return false;
    return !everything.includes(`'${id}'`) && !patterns.some((pattern) => pattern.test(id));
  });
  expect(unused).toEqual([]);
});

const toPattern = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[a-z0-9-]+')}$`);

test('the voice: no "em" for the bot, no exclamation marks, no emoji but the tick', () => {
  const wrong = ids.filter((id) => {
    const text = content.say(id, Object.fromEntries([...wording.placeholders]));
    return (
      /!|\p{Extended_Pictographic}/u.test(text.replaceAll('✓', '')) || /(^|[\s,.])[eE]m([\s,.]|$)/u.test(text)
    );
  });
  expect(wrong).toEqual([]);
});

test('"✓" stands only where something was done', () => {
  const ticked = ids.filter((id) =>
    content.say(id, Object.fromEntries([...wording.placeholders])).startsWith('✓'),
  );
  expect(ticked.filter((id) => /^(card|menu|clarify|danger|trouble|my-cases)/.test(id))).toEqual([]);
});
