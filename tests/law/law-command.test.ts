import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as runLaw } from '../../src/cli/law.ts';
import { createLawBase } from '../../src/law/law-base.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { openTestStore, type TestStore } from '../cases/test-store.ts';

const { lexicon } = loadIntents(join(import.meta.dirname, '../../intents'), () => false);
const folder = mkdtempSync(join(tmpdir(), 'cau-noi-law-'));
let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
beforeEach(async () => {
  for (const { law } of await opened.store.laws.list()) await opened.store.laws.remove(law);
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

const lawBase = () =>
  createLawBase({
    store: opened.store,
    content: { lawName: (law) => (law === '7/2099/QH99' ? 'Luật đã biết' : null) },
    askedFor: () => [],
    tables: wordTables(lexicon),
    world: opened.world,
  });

/** Exit code and what was written. */
async function run(args: string[], stdin: string[] = []) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => err.push(line),
    stdin: (async function* () {
      yield* stdin;
    })(),
  };
  const parts = { store: async () => opened.store, laws: async () => lawBase() };
  const code = await runLaw(args, io, parts);
  return { code, out, err };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const law = (number: string, ...articles: string[]) =>
  `Luật số: ${number}\nLUẬT\nVÍ DỤ\nCăn cứ Hiến pháp;\n${articles.join('\n')}`;
const TWO = ['Điều 1. Bếp ăn', 'Bếp ăn có cửa sổ.', 'Điều 2. Xe đưa đón', 'Xe đưa đón có ghế.'];

test('a law is imported, listed, replaced and removed', async () => {
  const path = file('a.txt', law('7/2099/QH99', ...TWO));
  expect(await run(['import', path, '--source', 'https://example.vn/luat'])).toMatchObject({
    code: 0,
    out: ['imported 7/2099/QH99, Luật ví dụ: 2 articles'],
  });
  expect((await run(['list'])).out).toEqual([
    '7/2099/QH99\tLuật ví dụ\t2 articles\t2026-11-24T13:15:00.000Z\thttps://example.vn/luat',
  ]);
  const shorter = file('b.txt', law('7/2099/QH99', ...TWO.slice(0, 2)));
  expect((await run(['import', shorter])).out).toEqual([
    'imported 7/2099/QH99, Luật ví dụ: 1 article (in place of 2)',
  ]);
  expect(await run(['remove', '7/2099/QH99'])).toMatchObject({ code: 0, out: ['removed 7/2099/QH99'] });
  expect(await run(['remove', '7/2099/QH99'])).toMatchObject({ code: 1 });
});

test('a file that is wrong changes nothing and is told with file and line', async () => {
  await run(['import', file('a.txt', law('7/2099/QH99', ...TWO))]);
  const before = await opened.store.laws.all();
  const twice = file('c.txt', law('7/2099/QH99', ...TWO, ...TWO.slice(2)));
  expect(await run(['import', twice])).toMatchObject({
    code: 1,
    out: [],
    err: [`${twice}:9 article 2 stands twice, on line 7 too`, 'nothing was imported: 1 to mend'],
  });
  const lines = file('c.jsonl', '{"law":"9/2099/QH99","article":"1","title":"A","text":"B"}\nnonsense');
  expect((await run(['import', lines])).err[0]).toMatch(/c\.jsonl:2 not JSON/);
  expect(await opened.store.laws.all()).toEqual(before);
});

test.each([
  ['a file that is not there', ['import', '/nowhere/x.txt'], 1],
  ['a kind of file that is not read', ['import', 'package-lock.json'], 1],
  ['an address that is none', ['import', 'PATH', '--source', 'somewhere'], 1],
  ['no command', [], 2],
  ['an unknown command', ['find'], 2],
  ['search without --jsonl', ['search'], 2],
  ['import without a file', ['import'], 2],
  ['list with a number', ['list', '7/2099/QH99'], 2],
])('%s', async (_name, args, code) => {
  const path = file('d.txt', law('7/2099/QH99', ...TWO));
  expect((await run(args.map((one) => (one === 'PATH' ? path : one)))).code).toBe(code);
  expect(await opened.store.laws.list()).toEqual([]);
});

test('a law whose number is not in the text needs --law, lines of JSON refuse it', async () => {
  const path = file('e.txt', TWO.join('\n'));
  expect((await run(['import', path])).err[0]).toMatch(/:1 the number of the law is not in the text/);
  expect((await run(['import', path, '--law', '8/2099/QH99', '--name', 'Luật tám'])).out).toEqual([
    'imported 8/2099/QH99, Luật tám: 2 articles',
  ]);
  const lines = file('e.jsonl', '{"law":"9/2099/QH99","article":"1","title":"A","text":"B"}');
  expect((await run(['import', lines, '--law', 'x'])).code).toBe(1);
});

test('search answers each line in its place; a bad one says so and the exit code is 1', async () => {
  await run(['import', file('a.txt', law('7/2099/QH99', ...TWO))]);
  const asked = [
    '{"id":"a","question":"xe đưa đón"}',
    'x',
    '',
    '{"id":2,"question":"bep an"}',
    '{"id":3}',
    '',
  ];
  const { code, out } = await run(['search', '--jsonl'], asked);
  expect(code).toBe(1);
  const said = out.map((line) => JSON.parse(line));
  expect(said.map(({ id }) => id)).toEqual(['a', null, null, 2, null]);
  expect(said.map(({ error }) => error ?? null)).toEqual([
    null,
    'not JSON',
    'an empty line',
    null,
    'a line is {"id","question"}',
  ]);
  expect(said[0].results[0]).toEqual({
    law: '7/2099/QH99',
    article: '2',
    score: expect.any(Number),
    snippet: 'Xe đưa đón có ghế.',
  });
  expect((await run(['search', '--jsonl'], asked.slice(0, 1))).code).toBe(0);
});

test('search over no laws gives no results and says why', async () => {
  const { code, out, err } = await run(['search', '--jsonl'], ['{"id":"a","question":"xe"}']);
  expect([code, out, err]).toEqual([
    0,
    ['{"id":"a","results":[]}'],
    ['no law was imported yet: law import FILE'],
  ]);
});

test('a law base sees an import when it looks, asks the store seldom, and shows what is known of the law', async () => {
  let asked = 0;
  const counted = {
    laws: {
      ...opened.store.laws,
      version: () => {
        asked++;
        return opened.store.laws.version();
      },
    },
  };
  const base = createLawBase({
    store: counted,
    content: { lawName: () => null },
    askedFor: () => [],
    tables: wordTables(lexicon),
    world: opened.world,
  });
  expect((await base.current()).size).toBe(0);
  await base.current();
  expect(asked).toBe(1);
  const long = 'Xe đưa đón phải có ghế cho từng người ngồi, dây an toàn và quạt mát (ví dụ).';
  const articles = [...TWO.slice(0, 2), 'Điều 2. Xe đưa đón người lao động', long];
  await run(['import', file('f.txt', law('9/2099/QH99', ...articles)), '--source', 'https://example.vn/9']);
  expect((await base.current()).size).toBe(0);
  const laws = await base.refresh();
  expect(laws.size).toBe(2);
  expect(laws.shown('xe đưa đón phải có ghế cho từng người ngồi, dây an toàn')).toMatchObject({
    law: '9/2099/QH99',
    article: '2',
    name: 'Luật ví dụ',
    source: 'https://example.vn/9',
  });
  expect(laws.shown('giá vàng hôm nay')).toBeNull();
});
