import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

// Who may import whom. A file's layer is the first row whose prefix fits; arrows only point to the same row or to rows named in `may`.
const LAYERS: { layer: string; prefixes: string[]; may: string[] }[] = [
  {
    layer: 'main',
    prefixes: ['main.ts'],
    may: ['app', 'cli', 'feature:exchanges', 'port', 'pure', 'model'],
  },
  {
    layer: 'app',
    prefixes: [
      'app.ts',
      'server.ts',
      'console-parts.ts',
      'schedule.ts',
      'config.ts',
      'key.ts',
      'learn.ts',
      'kept-models.ts',
      'copies.ts',
      'demo/',
    ],
    may: [
      'http',
      'console',
      'channel',
      'store',
      'dialogflow',
      'feature:staff',
      'feature:backup',
      'feature:exchanges',
      'feature:cases',
      'feature:union',
      'port',
      'pure',
      'model',
    ],
  },
  {
    layer: 'http',
    prefixes: ['http/'],
    may: ['port', 'pure', 'model', 'config'],
  },
  {
    layer: 'console',
    prefixes: ['console/'],
    may: ['feature:staff', 'feature:exchanges', 'feature:cases', 'feature:union', 'port', 'pure', 'model'],
  },
  {
    layer: 'cli',
    prefixes: ['cli/'],
    may: [
      'app',
      'feature:evaluation',
      'feature:staff',
      'feature:exchanges',
      'feature:cases',
      'feature:union',
      'port',
      'pure',
      'model',
    ],
  },
  {
    layer: 'port',
    prefixes: [
      'channels/channel.ts',
      'store/store.ts',
      'store/staff-store.ts',
      'store/copy-store.ts',
      'store/law-store.ts',
      'store/wish-store.ts',
      'understanding/understand.ts',
      'attachments/attachments.ts',
      'world.ts',
      'log.ts',
      'meter.ts',
      'errors.ts',
      'seal.ts',
      'thread.ts',
    ],
    may: ['model'],
  },
  {
    layer: 'pure',
    prefixes: ['channels/numbered-text.ts', 'channels/split-text.ts', 'channels/window.ts'],
    may: ['port', 'model'],
  },
  { layer: 'channel', prefixes: ['channels/'], may: ['port', 'pure', 'model'] },
  {
    layer: 'dialogflow',
    prefixes: ['understanding/dialogflow/'],
    may: ['port', 'pure', 'model'],
  },
  { layer: 'store', prefixes: ['store/'], may: ['port', 'pure', 'model'] },
  {
    layer: 'feature:staff',
    prefixes: ['staff/'],
    may: ['feature:exchanges', 'feature:cases', 'feature:union', 'port', 'pure', 'model'],
  },
  {
    layer: 'feature:backup',
    prefixes: ['backup/'],
    may: ['port', 'pure', 'model'],
  },
  { layer: 'feature:evaluation', prefixes: ['evaluation/'], may: ['port', 'pure', 'model'] },
  {
    layer: 'feature:exchanges',
    prefixes: ['exchanges/'],
    may: ['feature:cases', 'feature:union', 'port', 'pure', 'model'],
  },
  {
    layer: 'feature:cases',
    prefixes: ['cases/'],
    may: ['feature:union', 'port', 'pure', 'model'],
  },
  {
    layer: 'feature:union',
    prefixes: ['union/'],
    may: ['port', 'pure', 'model'],
  },
  { layer: 'model', prefixes: ['model/'], may: [] },
  {
    layer: 'pure',
    prefixes: ['dialogue/', 'calculators/', 'calendar/', 'content/', 'law/', 'understanding/'],
    may: ['port', 'model'],
  },
];

/** Packages that may be imported only below these folders. */
const ONLY_IN: Record<string, string[]> = {
  mongoose: ['store/'],
  mingo: ['store/sqlite/'],
  libsql: ['store/sqlite/'],
  express: ['http/', 'console/'],
  helmet: ['http/', 'console/'],
  'csrf-csrf': ['console/'],
  'zca-js': ['channels/zalo-group/'],
  'messenger-node': ['channels/messenger/'],
  '@google-cloud/dialogflow': ['understanding/dialogflow/'],
  'google-gax': ['understanding/dialogflow/'],
  winston: ['log.ts'],
  commander: ['main.ts', 'cli/'],
};

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const layerOf = (file: string) =>
  LAYERS.find(({ prefixes }) => prefixes.some((prefix) => file.startsWith(prefix)));

type Import = { from: string; to: string };
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8');
  const found = [
    ...text.matchAll(
      /^(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gms,
    ),
  ];
  return found.map((match) => ({
    from: file,
    to: match[1] ?? match[2] ?? match[3] ?? '',
  }));
});
const isOwn = ({ to }: Import) => to.startsWith('.');
const target = ({ from, to }: Import) => normalize(join(dirname(from), to));

test('every file belongs to a layer', () => {
  expect(files.filter((file) => !layerOf(file))).toEqual([]);
});

test('arrows only point down', () => {
  const wrong = imports.filter(isOwn).filter((one) => {
    const from = layerOf(one.from);
    const to = layerOf(target(one));
    return !from || !to || (from.layer !== to.layer && !from.may.includes(to.layer));
  });
  expect(wrong.map((one) => `${one.from} → ${target(one)}`)).toEqual([]);
});

test('an edge never imports another edge, nor one channel another', () => {
  const platform = (file: string) => file.match(/^channels\/([^/]+)\//)?.[1] ?? null;
  const wrong = imports.filter(isOwn).filter((one) => {
    const from = platform(one.from);
    const to = platform(target(one));
    return from !== null && to !== null && from !== to;
  });
  expect(wrong).toEqual([]);
});

test('packages stay where they belong', () => {
  const wrong = imports
    .filter((one) => !isOwn(one))
    .filter((one) => {
      const name = one.to.startsWith('@')
        ? one.to.split('/').slice(0, 2).join('/')
        : (one.to.split('/')[0] ?? '');
      const homes = ONLY_IN[name];
      return homes && !homes.some((home) => one.from.startsWith(home));
    });
  expect(wrong.map((one) => `${one.from} → ${one.to}`)).toEqual([]);
});

test('the model imports nothing but zod', () => {
  const wrong = imports.filter((one) => one.from.startsWith('model/') && !isOwn(one) && one.to !== 'zod');
  expect(wrong).toEqual([]);
});

test('only main.ts reads the environment or ends the process', () => {
  const wrong = files.filter(
    (file) => file !== 'main.ts' && /\bprocess\.(env|exit)\b/.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(wrong.map((file) => relative('.', file))).toEqual([]);
});
