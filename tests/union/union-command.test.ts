import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareMove } from '../../src/cases/prepare-move.ts';
import { run as runCases } from '../../src/cli/cases.ts';
import { run as runStaff } from '../../src/cli/staff.ts';
import { run as runUnion } from '../../src/cli/union.ts';
import { at, calendar } from '../cases/example-case.ts';
import { exampleDraft, openTestStore, type TestStore, untoldDraft } from '../cases/test-store.ts';

type Run = (
  args: string[],
  io: Parameters<typeof runStaff>[1],
  parts: Parameters<typeof runUnion>[2] & Parameters<typeof runStaff>[2],
) => Promise<number>;

const EXAMPLE = 'content/examples/union.yaml';
let opened: TestStore;
const folder = mkdtempSync(join(tmpdir(), 'cau-noi-union-'));

beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

/** Exit code and what was written. */
async function run(command: Run, ...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => err.push(line),
    stdin: (async function* () {})(),
  };
  const code = await command(args, io, {
    store: async () => opened.store,
    world: opened.world,
    publicUrl: null,
  });
  return { code, out, err };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test.each([
  ['union --help', runUnion, 0],
  ['union', runUnion, 2],
  ['union import', runUnion, 2],
  ['union check more', runUnion, 2],
  ['cases --help', runCases, 0],
  ['cases', runCases, 2],
  ['cases --jsonl --status lost', runCases, 2],
  ['staff --help', runStaff, 0],
  ['staff link-code', runStaff, 2],
  ['staff add', runStaff, 2],
] as const)('%s prints its usage', async (line, command, expected) => {
  const [, ...args] = line.split(' ');
  const { code, out, err } = await run(command, ...args);
  expect(code).toBe(expected);
  expect([...out, ...err].join('\n')).toMatch(/^(union import FILE|cases --jsonl|staff add --login LOGIN)/);
});

describe('union', () => {
  test('nothing was imported yet: check says so', async () => {
    expect(await run(runUnion, 'check')).toMatchObject({
      code: 1,
      out: ['no unit has been imported', '1 to mend'],
    });
  });

  test('a dry run, then the import, in one line each', async () => {
    const dry = await run(runUnion, 'import', EXAMPLE, '--dry-run');
    expect(dry).toMatchObject({ code: 0, out: ['would import 8 units and 8 officers: 16 new'] });
    expect((await opened.store.union.tree()).units).toEqual([]);
    expect(await run(runUnion, 'import', EXAMPLE)).toMatchObject({
      code: 0,
      out: ['imported 8 units and 8 officers: 16 new'],
    });
    expect(await run(runUnion, 'import', EXAMPLE)).toMatchObject({
      code: 0,
      out: ['imported 8 units and 8 officers: nothing new'],
    });
  });

  test('every wrong row is named with its line', async () => {
    const path = file(
      'wrong.yaml',
      'units:\n  - { code: dl, name: LĐLĐ, level: province }\n  - { code: c, name: CĐCS, level: grassroots, parent: x }\nofficers: []\n',
    );
    expect(await run(runUnion, 'import', path)).toEqual({
      code: 1,
      out: [],
      err: [
        `${path}:3 units row 2 (c): its parent x is not there or has ended`,
        'nothing was imported: 1 to mend',
      ],
    });
  });

  test.each([
    ['that is not there', 'nowhere.yaml', /does not exist/],
    ['of another kind', 'package.json', /is not \.yaml/],
  ])('a file %s', async (_what, path, message) => {
    const { code, err } = await run(runUnion, 'import', path);
    expect([code, err[0]]).toEqual([1, expect.stringMatching(message)]);
  });
});

describe('cases and codes', () => {
  const who = async (id: string) => {
    const person = (await opened.store.people.ensure({ channel: 'zalo-oa', account: '1', id })).id;
    return { person, channel: 'zalo-oa', exchange: `zalo-oa:1:${id}`, at: at('2026-11-24 20:15') } as const;
  };

  test('a line of JSON for each case, with the fields of the contract', async () => {
    const one = await opened.store.cases.open('k1#1', exampleDraft({ told: ['o-tan-an'] }), await who('a'));
    const { match, patch } = prepareMove(
      one,
      { as: 'add', text: 'ví dụ: gọi 0912 345 678', key: 'k2' },
      at('2026-11-24 20:20'),
      calendar,
    );
    await opened.store.cases.move(one.code, 'k2#1', match, patch);
    const { code, out } = await run(runCases, '--jsonl');
    expect(code).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        code: one.code,
        kind: 'complaint',
        status: 'new',
        unit: 'cd-tan-an',
        level: 'upper',
        holder: null,
        excluded: ['o-a'],
        identity: 'hidden',
        openedAt: '2026-11-24T13:15:00.000Z',
        dueAt: '2026-11-25T07:00:00.000Z',
        exchanges: ['zalo-oa:1:a', 'k2'],
        history: [
          { at: '2026-11-24T13:15:00.000Z', what: 'opened', by: 'worker', why: '' },
          { at: '2026-11-24T13:20:00.000Z', what: 'added', by: 'worker', why: 'ví dụ: gọi [số]' },
        ],
      },
    ]);
  });

  test('only those of a state or a unit', async () => {
    await opened.store.cases.open('k3#1', untoldDraft(), await who('b'));
    const lines = async (...args: string[]) => (await run(runCases, '--jsonl', ...args)).out.length;
    expect([
      await lines(),
      await lines('--unit', 'dl'),
      await lines('--status', 'new'),
      await lines('--status', 'open'),
    ]).toEqual([2, 1, 2, 0]);
  });

  test('a link code binds its officer once, within 24 hours', async () => {
    const { code, out } = await run(runStaff, 'link-code', 'o-tan-an', '--json');
    const made = JSON.parse(out[0] ?? '');
    expect([code, made]).toEqual([
      0,
      { code: expect.stringMatching(/^\d{10}$/), expiresAt: '2026-11-25T13:15:00.000Z' },
    ]);
    const { linkCodes } = opened.store;
    expect(await linkCodes.use(made.code, 'e1', at('2026-11-25 20:16'))).toBeNull();
    expect(await linkCodes.use(made.code, 'e1', at('2026-11-25 20:14'))).toBe('o-tan-an');
    expect(await linkCodes.use(made.code, 'e2', at('2026-11-25 20:14'))).toBeNull();
  });

  test('nobody gets a code who is no officer', async () => {
    expect(await run(runStaff, 'link-code', 'nobody')).toMatchObject({
      code: 1,
      out: [],
      err: ['nobody is no officer of the tree'],
    });
  });

  test('a renaming takes cases and accounts along', async () => {
    const { id } = await opened.store.people.ensure({ channel: 'zalo-oa', account: '1', id: 'officer' });
    await opened.store.people.bindOfficer(id, 'o-tan-an');
    const text = readFileSync(EXAMPLE, 'utf8');
    const renamed = text
      .replace('code: cd-tan-an,', 'code: cd-tan-an-moi, was: cd-tan-an,')
      .replaceAll('parent: cd-tan-an,', 'parent: cd-tan-an-moi,')
      .replace('code: o-tan-an,', 'code: o-moi, was: o-tan-an,')
      .replaceAll('unit: cd-tan-an,', 'unit: cd-tan-an-moi,');
    const path = file('renamed.yaml', renamed);
    const { code, out, err } = await run(runUnion, 'import', path, '--end-missing');
    expect([code, out, err]).toEqual([
      0,
      ['imported 8 units and 8 officers: 1 changed, 2 renamed'],
      ['cd-tan-an is called cd-tan-an-moi now', 'o-tan-an is called o-moi now'],
    ]);
    const [line] = (await run(runCases, '--jsonl', '--unit', 'cd-tan-an-moi')).out;
    const found = await opened.store.cases.get(JSON.parse(line ?? '{}').code);
    expect(found).toMatchObject({ unit: 'cd-tan-an-moi', told: ['o-moi'] });
    expect((await opened.store.people.get(id))?.officer).toBe('o-moi');
  });
});
