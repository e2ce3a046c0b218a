import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseYaml } from '../../src/content/parse-yaml.ts';

const ROOT = join(import.meta.dirname, '../..');
const files = ['intents', 'content', 'content/flows', 'content/demo', 'tests/journeys'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`),
);

test.each(files)('%s reads the same without lines as with them', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  expect(parseYaml(z.unknown(), text, file)).toMatchObject({ value: parse(text), problems: [] });
});

test.each([
  ['a: yes\nb: 012\nc: 2026-11-24\nd: ~\ne: 0x1F\nf: 1e3\ng: on'],
  ['a: &x [1, 2]\nb: *x'],
  ['a: |\n  one\n  two\nb: >-\n  three\n  four'],
  ["\"quoted: key\": 'it''s'\n? long\n: value"],
])('%j means the same to both readers', (text) => {
  expect(parseYaml(z.unknown(), text, 'f').value).toEqual(parse(text));
});

const shape = z.strictObject({ a: z.string(), list: z.array(z.number()).optional() });
test.each([
  ['a: 1', 1, 'a: Invalid input: expected string, received number'],
  ['a: x\nlist:\n  - 1\n  - b', 4, 'list.1: Invalid input: expected number, received string'],
  ['a: x\na: y', 2, 'Map keys must be unique'],
  ['a: [1', 1, 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ['a: x\nb: y', 1, 'file: Unrecognized key: "b"'],
  ['', 1, 'a: Invalid input: expected string, received undefined'],
])('%j is wrong at line %d, and says why', (text, line, message) => {
  const { value, problems } = parseYaml(shape, text, 'f.yaml', 1);
  expect([value, problems]).toEqual([null, [{ file: 'f.yaml', line, message }]]);
});

test('lines count from where the text starts in its file', () => {
  const { problems, lineOf } = parseYaml(shape, 'list: []\na: 1', 'f.md', 11);
  expect(problems.map(({ line }) => line)).toEqual([12]);
  expect(lineOf(['a'])).toBe(12);
});
