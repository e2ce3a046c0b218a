import type { UnionTree } from '../../src/model/union.ts';
import type { Store } from '../../src/store/store.ts';
import { importTree } from '../../src/union/import-tree.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const GOOD = `units:
  - { code: dl, name: LĐLĐ tỉnh (ví dụ), level: province }
  - { code: cd-1, name: Công đoàn phường 1 (ví dụ), level: upper, parent: dl, areas: [phường Một] }
  - { code: cty-1, name: CĐCS Công ty 1 (ví dụ), level: grassroots, parent: cd-1, workplaces: [Công ty Một], members: 12 }
officers:
  - { code: o1, name: Cán bộ 1 (ví dụ), unit: cd-1, duties: [cases] }
  - { code: o2, name: Cán bộ 2 (ví dụ), unit: cty-1, duties: [cases], channels: [{ channel: zalo-oa, id: "1234567890123456789" }] }
`;

/** What an import needs of the store, in memory: reading and replacing the tree whole. */
function memory() {
  let tree: UnionTree = { units: [], officers: [], version: 0 };
  const union: Store['union'] = {
    tree: async () => tree,
    version: async () => tree.version,
    replace: async (next) => {
      tree = { ...next, version: tree.version + 1 };
    },
  };
  const run = (text: string, options: { dryRun?: boolean; endMissing?: boolean } = {}) =>
    importTree(
      { store: { union }, world: { now: () => NOW } },
      { text, file: 'union.yaml' },
      { dryRun: false, endMissing: false, ...options },
    );
  return {
    run,
    now: () => tree,
    bind: (persons: string[]) => {
      tree = { ...tree, officers: tree.officers.map((one) => ({ ...one, persons })) };
    },
  };
}
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('what is wrong is said with its line and row, and nothing is imported', () => {
  test.each([
    ['a level that is none', 'level: upper', 'level: middle', 'units row 2', /level.*grassroots/],
    ['a code with capitals', 'code: cty-1', 'code: Cty_1', 'units row 3', /code/],
    ['an unknown field', 'members: 12', 'member: 12', 'units row 3', /member/],
    ['an unknown parent', 'parent: cd-1', 'parent: cd-9', 'units row 3', /parent cd-9 is not there/],
    ['no parent', ', parent: dl', '', 'units row 2', /has no parent/],
    [
      'a parent below',
      'parent: dl',
      'parent: cty-1',
      'units row 2',
      /own parent through others|not of a higher level/,
    ],
    ['no province', 'level: province', 'level: upper', 'level province', /has no parent/],
    ['a code twice', 'code: cty-1', 'code: cd-1', 'units row 3', /stands in row 2/],
    ['an officer of no unit', 'unit: cd-1', 'unit: cd-9', 'officers row 1', /unit cd-9 is not there/],
    ['a duty that is none', 'duties: [cases]', 'duties: [boss]', 'officers row 1', /duties/],
    ['no duty at all', 'duties: [cases]', 'duties: []', 'officers row 1', /duties/],
    [
      'an id without quotes',
      '"1234567890123456789"',
      '1234567890123456789',
      'officers row 2',
      /put the id in quotes/,
    ],
    ['a channel that is none', 'channel: zalo-oa', 'channel: telegram', 'officers row 2', /channel/],
  ])('%s', async (_what, part, instead, row, message) => {
    const store = memory();
    const text = GOOD.replace(part, instead);
    const { merged, problems } = await store.run(text);
    expect(merged).toBeNull();
    expect(problems[0]).toMatchObject({ file: 'union.yaml', line: lineOf(GOOD, part) });
    expect(problems.map((one) => one.message).join('\n')).toMatch(message);
    expect(problems[0]?.message).toContain(row);
    expect(store.now().units).toEqual([]);
  });

  test('two officers with one account', async () => {
    const more = `${GOOD}  - { code: o3, name: Cán bộ 3 (ví dụ), unit: dl, duties: [duty], channels: [{ channel: zalo-oa, id: "1234567890123456789" }] }\n`;
    const { problems } = await memory().run(more);
    expect(problems[0]?.message).toBe('officers row 3 (o3): has the same channel id as row 2');
  });

  test('text that is no YAML', async () => {
    const { problems } = await memory().run('units:\n  - { code: dl\n');
    expect(problems[0]).toMatchObject({ line: expect.any(Number) });
  });
});

describe('an import', () => {
  test('takes everything, and a second time changes nothing', async () => {
    const store = memory();
    expect((await store.run(GOOD)).merged).toMatchObject({
      added: ['dl', 'cd-1', 'cty-1', 'o1', 'o2'],
      changed: [],
      missing: [],
    });
    expect((await store.run(GOOD)).merged).toMatchObject({ added: [], changed: [], missing: [], ended: [] });
  });

  test('a dry run says what it would do and does nothing', async () => {
    const store = memory();
    expect((await store.run(GOOD, { dryRun: true })).merged?.added).toHaveLength(5);
    expect(store.now().version).toBe(0);
  });

  test('keeps the accounts that officers bound', async () => {
    const store = memory();
    await store.run(GOOD);
    store.bind(['p1']);
    await store.run(GOOD.replace('Cán bộ 1', 'Cán bộ Một'));
    expect(store.now().officers.map(({ persons }) => persons)).toEqual([['p1'], ['p1']]);
  });

  const SMALLER = GOOD.split('\n')
    .filter((line) => !line.includes('cty-1'))
    .join('\n');
  test('never deletes: what is missing is listed and stays', async () => {
    const store = memory();
    await store.run(GOOD);
    expect((await store.run(SMALLER)).merged).toMatchObject({ missing: ['cty-1', 'o2'], ended: [] });
    expect(store.now().units.map(({ code, endedAt }) => [code, endedAt])).toContainEqual(['cty-1', null]);
  });

  test('ends what is missing with a date when asked to, and takes it back when it is there again', async () => {
    const store = memory();
    await store.run(GOOD);
    expect((await store.run(SMALLER, { endMissing: true })).merged).toMatchObject({
      missing: [],
      ended: ['cty-1', 'o2'],
    });
    expect(store.now().units.find(({ code }) => code === 'cty-1')?.endedAt).toEqual(NOW);
    expect((await store.run(GOOD)).merged?.changed).toEqual(['cty-1', 'o2']);
    expect(store.now().units.every(({ endedAt }) => endedAt === null)).toBe(true);
  });

  test('does not end a unit that others still belong to', async () => {
    const store = memory();
    await store.run(GOOD);
    const without = GOOD.split('\n')
      .filter((line) => !line.includes('code: cd-1'))
      .join('\n');
    const { problems } = await store.run(without.replace(/.*o1.*\n/, ''), { endMissing: true });
    expect(problems[0]?.message).toMatch(/cty-1.*parent cd-1 is not there or has ended/);
  });

  const RENAMED = GOOD.replace('code: cd-1,', 'code: cd-mot, was: cd-1,')
    .replaceAll('parent: cd-1', 'parent: cd-mot')
    .replaceAll('unit: cd-1', 'unit: cd-mot');
  test('calls a unit anew without ending it, and those that point to it follow', async () => {
    const store = memory();
    await store.run(GOOD);
    const { merged } = await store.run(RENAMED, { endMissing: true });
    expect(merged).toMatchObject({
      renamed: { units: [{ from: 'cd-1', to: 'cd-mot' }] },
      added: [],
      missing: [],
      ended: [],
    });
    expect(store.now().units.map(({ code }) => code)).toEqual(['dl', 'cd-mot', 'cty-1']);
  });

  test('rows that are not in the file follow a renaming too', async () => {
    const store = memory();
    await store.run(GOOD);
    const only = RENAMED.split('\n')
      .filter((line) => !/cty-1|o1/.test(line))
      .join('\n')
      .replace('officers:', 'officers: []');
    await store.run(only);
    expect(store.now().units.find(({ code }) => code === 'cty-1')?.parent).toBe('cd-mot');
    expect(store.now().officers.find(({ code }) => code === 'o1')?.unit).toBe('cd-mot');
  });

  test.each([
    [
      'which is still in the file',
      '{ code: cd-2, was: cd-1, name: Công đoàn 2 (ví dụ), level: upper, parent: dl }',
      /was cd-1, which is still in the file/,
    ],
  ])('a renaming %s is refused', async (_why, row, message) => {
    const { problems } = await memory().run(GOOD.replace('officers:', `  - ${row}\nofficers:`));
    expect(problems[0]?.message).toMatch(message);
  });
});
