import { h } from 'preact';
import type { Answer, ConsoleRoute } from '../../src/console/route.ts';
import { consoleRoutes } from '../../src/console/routes.ts';
import { ROLES } from '../../src/model/staff.ts';
import { officerOf } from '../union/example-tree.ts';
import { openExample } from './example-cases.ts';
import { answered } from './log-samples.ts';
import { type RunningConsole, startConsole } from './start-console.ts';
import { createVisitor, type Visitor } from './visitor.ts';

// Who gets what at every address of the console. The rows are made from the router's own table: an address that is not written down
// here fails. Signed in there are an officer, one of another unit, staff and an admin, each with what belongs to either unit.

const WHO = ['signed out', 'officer', 'officer elsewhere', 'staff', 'admin'] as const;
type Who = (typeof WHO)[number];
/** in: the handler ran (whatever it says about what was sent). sign-in: sent to the door. 401, 403, 404: refused. */
type Verdict = 'in' | 'sign-in' | '401' | '403' | '404';
type Row = Record<Who, Verdict>;

const row = (out: Verdict, officer: Verdict, elsewhere: Verdict, staff: Verdict, admin: Verdict): Row => ({
  'signed out': out,
  officer,
  'officer elsewhere': elsewhere,
  staff,
  admin,
});
const EVERYBODY = row('in', 'in', 'in', 'in', 'in');
const READ = row('sign-in', 'in', 'in', 'in', 'in');
const WRITE = row('401', 'in', 'in', 'in', 'in');
const READ_ADMIN = row('sign-in', '403', '403', '403', 'in');
const READ_LOG = row('sign-in', '403', '403', 'in', 'in');
const WRITE_LOG = row('401', '403', '403', 'in', 'in');
const WRITE_ADMIN = row('401', '403', '403', '403', 'in');

const EXPECTED: Record<string, Row> = {
  'GET /sign-in': EVERYBODY,
  'POST /sign-in': EVERYBODY,
  'GET /sign-in/second': EVERYBODY,
  'POST /sign-in/second': EVERYBODY,
  'GET /first': EVERYBODY,
  'POST /first': EVERYBODY,
  'GET /invite': EVERYBODY,
  'POST /invite': EVERYBODY,
  'POST /sign-out': WRITE,
  'GET /': READ,
  'GET /me': READ,
  'POST /me/password': WRITE,
  'POST /me/sessions': WRITE,
  'GET /me/second-factor': READ,
  'POST /me/second-factor/begin': WRITE,
  'POST /me/second-factor/confirm': WRITE,
  'POST /me/second-factor/codes': WRITE,
  'POST /me/second-factor/off': WRITE,
  'GET /accounts': READ_ADMIN,
  'GET /accounts/new': READ_ADMIN,
  'POST /accounts': WRITE_ADMIN,
  // Of a login that nobody has, so that nothing changes: who is let in finds nothing there and goes back to the list.
  'GET /accounts/:login/change': READ_ADMIN,
  'POST /accounts/:login/change': WRITE_ADMIN,
  'GET /accounts/:login/second-factor': READ_ADMIN,
  'POST /accounts/:login/second-factor': WRITE_ADMIN,
  'GET /accounts/:login/reopen': READ_ADMIN,
  'POST /accounts/:login/reopen': WRITE_ADMIN,
  'GET /accounts/:login/end': READ_ADMIN,
  'POST /accounts/:login/end': WRITE_ADMIN,
  'GET /accounts/:login/reset': READ_ADMIN,
  'POST /accounts/:login/reset': WRITE_ADMIN,
  'GET /audit': READ_ADMIN,
  'GET /live': READ,
  // The log holds everybody's words, whichever unit they are about: an officer sees the cases of their unit instead.
  'GET /log': READ_LOG,
  'GET /log/live': READ_LOG,
  'GET /log/:key': READ_LOG,
  'GET /log/:key/live': READ_LOG,
  'GET /log/:key/identity': READ_LOG,
  'POST /log/:key/identity': WRITE_LOG,
  'GET /faults': READ_LOG,
  'GET /faults/live': READ_LOG,
  'GET /faults/:key/retry/:n': READ_LOG,
  'POST /faults/:key/retry/:n': WRITE_LOG,
  'GET /faults/:key/close': READ_LOG,
  'POST /faults/:key/close': WRITE_LOG,
  'GET /faults/:key/retake': READ_LOG,
  'POST /faults/:key/retake': WRITE_LOG,
  'GET /faults/:key/hand-over': READ_LOG,
  'POST /faults/:key/hand-over': WRITE_LOG,
  'GET /guide': READ,
  'GET /guide/:name': READ,
  'GET /cases': READ,
  'GET /cases/hardship.xlsx': READ,
  // Of a case of the first officer's unit: they may act on it, somebody of another unit finds nothing.
  'GET /cases/:code': row('sign-in', 'in', '404', 'in', 'in'),
  'GET /cases/:code/news': row('sign-in', 'in', '404', 'in', 'in'),
  'POST /cases/:code/words': row('401', 'in', '404', 'in', 'in'),
  'POST /cases/:code/notes': row('401', 'in', '404', 'in', 'in'),
  'POST /cases/:code/accept': row('401', 'in', '404', 'in', 'in'),
  'GET /cases/:code/extend': row('sign-in', 'in', '404', 'in', 'in'),
  'POST /cases/:code/extend': row('401', 'in', '404', 'in', 'in'),
  'GET /cases/:code/transfer': row('sign-in', 'in', '404', 'in', 'in'),
  'POST /cases/:code/transfer': row('401', 'in', '404', 'in', 'in'),
  'GET /cases/:code/resolve': row('sign-in', 'in', '404', 'in', 'in'),
  'POST /cases/:code/resolve': row('401', 'in', '404', 'in', 'in'),
  // Nobody says for somebody else that a case concerns them.
  'GET /cases/:code/step-aside': row('sign-in', 'in', '404', '403', '403'),
  'POST /cases/:code/step-aside': row('401', 'in', '404', '403', '403'),
  // Of the test: what a room with cases is like.
  'GET /test-cases': READ,
  'GET /test-cases/own': row('sign-in', 'in', '404', 'in', 'in'),
  'GET /test-cases/below': row('sign-in', 'in', '404', 'in', 'in'),
  'GET /test-cases/other': row('sign-in', '404', 'in', 'in', 'in'),
  'GET /test-cases/nobodys': row('sign-in', '404', '404', 'in', 'in'),
  'GET /test-cases/absent': row('sign-in', '404', '404', '404', '404'),
};

const HOLDERS: Record<string, { unit: string | null } | null> = {
  own: { unit: 'cd-tan-an' },
  below: { unit: 'cty-a' },
  other: { unit: 'cd-khac' },
  nobodys: { unit: null },
  absent: null,
};
const answerOf = async (text: string): Promise<Answer> => ({
  is: 'page',
  title: 'Thử',
  room: null,
  body: h('p', null, text),
});
const testRoutes: ConsoleRoute[] = [
  {
    method: 'GET',
    path: '/test-cases',
    roles: ROLES,
    scope: 'own-unit',
    unitOf: 'list',
    handle: async ({ units }) => answerOf(`đơn vị: ${units === null ? 'mọi' : [...units].sort().join(' ')}`),
  },
  ...Object.entries(HOLDERS).map(
    ([name, holder]): ConsoleRoute => ({
      method: 'GET',
      path: `/test-cases/${name}`,
      roles: ROLES,
      scope: 'own-unit',
      unitOf: async () => holder,
      handle: () => answerOf(`hồ sơ bí mật ${name}`),
    }),
  ),
];

const KEY = 'zalo-oa:oa:1#1/to/x';
let running: RunningConsole;
let visitors: Record<Who, Visitor>;
/** Codes of cases: of the first officer's unit, of the other's, and one that is nobody's. */
let own = '';
let other = '';
const ABSENT = 'ZZ-ZZZ';
/** The row's own things: a login nobody has, so that a handler that is let in changes nothing. */
const addressOf = (path: string, code = own): string =>
  `/console${path
    .replace(':login', 'khong.co')
    .replace(':code', code)
    .replace(':name', 'can-bo')
    .replace(':key', encodeURIComponent(KEY))
    .replace(':n', '1')}`;
const keyOf = ({ method, path }: Pick<ConsoleRoute, 'method' | 'path'>) => `${method} ${path}`;

beforeAll(async () => {
  const officers = [officerOf('o1', 'cd-tan-an'), officerOf('o2', 'cd-khac')];
  running = await startConsole({ routes: testRoutes, officers });
  await answered(running.store, 'bí mật', { key: KEY });
  await running.add({ login: 'can.bo', role: 'officer', unit: 'cd-tan-an', officer: 'o1' });
  await running.add({ login: 'can.bo.khac', role: 'officer', unit: 'cd-khac', officer: 'o2' });
  own = await openExample(running.store, { unit: 'cd-tan-an', told: ['o1'] });
  other = await openExample(running.store, { unit: 'cd-khac', told: ['o2'] });
  await running.add({ login: 'chuyen.vien', role: 'staff', unit: 'dl' });
  await running.add({ login: 'quan.tri', role: 'admin' });
});
afterAll(() => running.close());

async function enter(): Promise<void> {
  const visitorOf = async (login: string | null) => {
    const visitor = createVisitor(running.url);
    if (login) expect(await visitor.signIn(login)).toMatchObject({ status: 303 });
    return visitor;
  };
  visitors = {
    'signed out': await visitorOf(null),
    officer: await visitorOf('can.bo'),
    'officer elsewhere': await visitorOf('can.bo.khac'),
    staff: await visitorOf('chuyen.vien'),
    admin: await visitorOf('quan.tri'),
  };
}
// A row may end a session or use an attempt up: each begins with new ones.
beforeEach(async () => {
  running.world.pass(16 * 60_000);
  await enter();
});

const REFUSED: Record<number, Verdict> = { 401: '401', 403: '403', 404: '404' };

async function verdictOf(visitor: Visitor, route: ConsoleRoute, code?: string): Promise<Verdict> {
  const { method, path, scope } = route;
  const address = addressOf(path, code);
  const answered = method === 'GET' ? await visitor.get(address) : await visitor.post(address, {});
  const { status, headers, text } = answered;
  expect(status).toBeLessThan(500);
  expect(status).not.toBe(419);
  if (scope === 'public') return 'in';
  if (headers.get('location')?.startsWith('/console/sign-in?next=')) return 'sign-in';
  const refusal = REFUSED[status];
  if (refusal) expect(text).not.toMatch(/bí mật/);
  return refusal ?? 'in';
}

test('a case of the other unit is there for those of that unit, and one that is none for nobody', async () => {
  for (const route of consoleRoutes(routesOnly).filter(({ path }) => path.includes(':code'))) {
    const [mine, theirs] = [visitors.officer, visitors['officer elsewhere']];
    expect([keyOf(route), await verdictOf(mine, route, other)]).toEqual([keyOf(route), '404']);
    expect([keyOf(route), await verdictOf(theirs, route, other)]).toEqual([keyOf(route), 'in']);
    for (const who of WHO.slice(1))
      expect([keyOf(route), await verdictOf(visitors[who], route, ABSENT)]).toEqual([keyOf(route), '404']);
  }
});

const table = () => [...consoleRoutes(routesOnly), ...testRoutes];
// The table needs no parts until a handler runs.
const routesOnly = {
  accounts: {},
  signIn: {},
  sessions: {},
  slowDown: {},
  store: { staff: {} },
  world: {},
} as never;

test('every address is written down here, and nothing else', () => {
  expect(table().map(keyOf).sort()).toEqual(Object.keys(EXPECTED).sort());
  expect(new Set(table().map(keyOf)).size).toBe(table().length);
});

const cells = table().flatMap((route) => WHO.map((who) => ({ name: keyOf(route), who, route })));
test('the matrix is complete', () => {
  process.stderr.write(
    `access matrix: ${table().length} addresses × ${WHO.length} = ${cells.length} cells\n`,
  );
  expect(cells.length).toBe(Object.keys(EXPECTED).length * WHO.length);
});

test.each(table().map((route) => ({ name: keyOf(route), route })))(
  '$name answers each as written',
  async ({ name, route }) => {
    const found: Record<string, Verdict> = {};
    for (const who of WHO) found[who] = await verdictOf(visitors[who], route);
    expect(found).toEqual(EXPECTED[name]);
  },
);

test.each(table().filter(({ method }) => method === 'POST'))(
  '$method $path without our token does nothing',
  async (route) => {
    for (const who of WHO.slice(1)) {
      const visitor = visitors[who as Who];
      for (const token of [null, 'geraten.geraten'])
        expect((await visitor.post(addressOf(route.path), {}, token)).status).toBe(419);
    }
  },
);

test('a list is told which units it may show', async () => {
  const text = async (who: Who) =>
    /đơn vị: [^<]*/.exec((await visitors[who].get('/console/test-cases')).text)?.[0];
  expect(await text('officer')).toBe('đơn vị: cd-tan-an cty-a');
  expect(await text('officer elsewhere')).toBe('đơn vị: cd-khac');
  expect(await text('staff')).toBe('đơn vị: mọi');
});

test('an address that no row names is not there, for nobody', async () => {
  for (const who of WHO)
    for (const path of ['/console/khong-co', '/console/accounts/x', '/console/me/password'])
      expect((await visitors[who].get(path)).status).toBe(404);
});
