import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands.ts';
import { settingsTable } from '../../src/config.ts';
import { codedOf, linkCodeOf, numberedAnswerOf, phraseOf } from '../../src/dialogue/commands.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'content/guides');
const guides = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const codeIn = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

test('there is one for officers, one for staff, one for who runs it', () => {
  expect(guides.map(({ name }) => name).sort()).toEqual(['can-bo.md', 'nhan-vien.md', 'quan-tri.md']);
});

test.each(guides)('every command in $name is one of ours, with options it has', async ({ text }) => {
  for (const [, line = ''] of text.matchAll(/npm run --silent cli -- ([^\n`]+)/g)) {
    const [name, ...rest] = line.trim().split(/\s+/);
    const command = commands.find((one) => one.name === name);
    expect([line, command?.name]).toEqual([line, name]);
    const usage = (await command?.load())?.usage;
    for (const option of rest.filter((word) => word.startsWith('--')))
      expect([line, usage]).toEqual([line, expect.stringContaining(option)]);
  }
});

test.each(guides)('every file and setting that $name names is there', ({ text }) => {
  const settings = settingsTable().map(({ name }) => name);
  for (const code of codeIn(text)) {
    if (/^(content|intents)\/[\w./-]*$/.test(code))
      expect([code, existsSync(join(root, code))]).toEqual([code, true]);
    if (/^[A-Z]+_[A-Z_]*$/.test(code))
      expect([code, settings.some((name) => name.startsWith(code))]).toEqual([code, true]);
  }
});

test('whatever the officers’ guide tells them to write is understood', () => {
  const text = guides.find(({ name }) => name === 'can-bo.md')?.text ?? '';
  const phrases = codeIn(text).filter((code) => code.includes(' ') || code.startsWith('#'));
  expect(phrases.length).toBeGreaterThan(10);
  for (const phrase of phrases) {
    const meant = codedOf(phrase) ?? linkCodeOf(phrase) ?? numberedAnswerOf(phrase) ?? phraseOf(phrase);
    expect([phrase, meant !== null]).toEqual([phrase, true]);
  }
});
