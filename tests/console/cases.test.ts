import { partOf } from '../../src/console/document.tsx';
import { guidePages } from '../../src/console/pages/guides.tsx';
import type { Ask } from '../../src/console/route.ts';
import { officerOf } from '../union/example-tree.ts';
import { openExample } from './example-cases.ts';
import { type RunningConsole, startConsole } from './start-console.ts';
import { createVisitor, type Visitor } from './visitor.ts';

// The room of cases over HTTP, as a browser without script uses it.

let running: RunningConsole;
beforeEach(async () => {
  const officers = [
    officerOf('o1', 'cd-tan-an', ['cases'], { persons: [] }),
    officerOf('o2', 'cd-tan-an', ['cases'], { persons: [] }),
    officerOf('o-a', 'cty-a', ['cases'], { persons: [] }),
    officerOf('o-dl', 'dl', ['cases'], { persons: [] }),
  ];
  running = await startConsole({ officers });
});
afterEach(() => running.close());

type Login = { officer?: string | null; unit?: string; role?: 'officer' | 'staff' | 'admin' };
async function enter(login: string, { officer = null, unit = 'cd-tan-an', role = 'officer' }: Login = {}) {
  await running.add({ login, name: `Người ${login} (ví dụ)`, role, unit, officer });
  const visitor = createVisitor(running.url);
  await visitor.signIn(login);
  return visitor;
}
const read = async (code: string) => {
  const one = await running.store.cases.get(code);
  if (!one) throw new Error(`no case ${code}`);
  return one;
};
const bind = async (officer: string) => {
  const { id } = await running.store.people.ensure({
    channel: 'zalo-oa',
    account: '1',
    id: `zalo ${officer}`,
  });
  await running.store.people.bindOfficer(id, officer);
  return id;
};
/** The id that a form of the page carries. */
const idIn = (html: string, action: string): string =>
  new RegExp(`action="[^"]*/${action}"[\\s\\S]*?name="id" value="([^"]+)"`).exec(html)?.[1] ?? '';
const told = async (code: string) =>
  (await running.store.exchanges.ofPerson((await read(code)).person, 50)).flatMap(({ received }) =>
    received.told ? [received.told] : [],
  );
async function send(visitor: Visitor, code: string, action: string, fields: Record<string, string> = {}) {
  const path = `/console/cases/${code}`;
  const isDialog = ['extend', 'transfer', 'resolve', 'step-aside'].includes(action);
  const form = await visitor.get(isDialog ? `${path}/${action}` : path);
  return visitor.post(`${path}/${action}`, { id: idIn(form.text, action), ...fields });
}
const open = (more: Parameters<typeof openExample>[1] = {}) =>
  openExample(running.store, { told: ['o1', 'o2'], unit: 'cd-tan-an', ...more });

test('an officer takes a case, asks, notes, extends and resolves it; the worker has each turn that is theirs', async () => {
  const code = await open();
  const officer = await enter('can.bo', { officer: 'o1' });
  expect((await send(officer, code, 'accept')).status).toBe(303);
  expect(await read(code)).toMatchObject({ status: 'open', holder: 'o1' });
  expect((await send(officer, code, 'words', { text: 'ví dụ: từ tháng nào?', do: 'ask' })).status).toBe(303);
  expect(await read(code)).toMatchObject({ status: 'waiting', clock: null });
  await send(officer, code, 'notes', { note: 'ví dụ: đã gọi giám đốc' });
  await send(officer, code, 'words', { text: 'ví dụ: công ty hẹn trả', do: 'answer' });
  await send(officer, code, 'extend', { why: 'ví dụ: chờ bảng công' });
  expect((await send(officer, code, 'resolve')).status).toBe(303);
  expect(await read(code)).toMatchObject({ status: 'resolved', holder: 'o1' });
  expect((await told(code)).map(({ what }) => what).sort()).toEqual(
    ['officer-words', 'officer-words', 'case-extended', 'case-done'].sort(),
  );
  const { text } = await officer.get(`/console/cases/${code}`);
  expect(text).toMatch(/class="note"[\s\S]*ví dụ: đã gọi giám đốc/);
  expect(text).toContain('Lý do: ví dụ: chờ bảng công');
  expect(text).toContain('Đang trên đường tới người gửi');
  expect(text).not.toContain('Gửi trả lời');
  expect(text.indexOf('từ tháng nào')).toBeLessThan(text.indexOf('công ty hẹn trả'));
});

test('a form that is sent twice is done once, and both times says that it is done', async () => {
  const code = await open();
  const officer = await enter('can.bo', { officer: 'o1' });
  const page = (await officer.get(`/console/cases/${code}`)).text;
  const fields = { id: idIn(page, 'words'), text: 'ví dụ: một lần', do: 'answer' };
  const answers = await Promise.all(
    [1, 2, 3].map(() => officer.post(`/console/cases/${code}/words`, fields)),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await told(code)).toHaveLength(1);
});

test('a hand-over sent twice is not an error for somebody whom it takes the case from', async () => {
  await bind('o-dl');
  const code = await open();
  const officer = await enter('can.bo', { officer: 'o1' });
  const id = idIn((await officer.get(`/console/cases/${code}/transfer`)).text, 'transfer');
  const fields = { id, to: 'unit:dl', why: 'ví dụ: việc của tỉnh' };
  for (const _ of [1, 2]) {
    const { status, headers } = await officer.post(`/console/cases/${code}/transfer`, fields);
    expect([status, headers.get('location')]).toEqual([303, '/console/cases']);
  }
  const after = await read(code);
  expect(after).toMatchObject({ unit: 'dl', status: 'new', told: ['o-dl'] });
  expect(after.history.filter(({ what }) => what === 'transferred')).toMatchObject([
    { by: 'o1', why: 'ví dụ: việc của tỉnh' },
  ]);
  expect((await officer.get(`/console/cases/${code}`)).status).toBe(404);
});

test('a case is sent to a colleague by name, and never where nobody is reached or the name is hidden', async () => {
  await bind('o2');
  await bind('o-a');
  const code = await open({ workplace: 'cty-a', identity: 'hidden', excluded: [] });
  const officer = await enter('can.bo', { officer: 'o1' });
  const dialog = (await officer.get(`/console/cases/${code}/transfer`)).text;
  expect(dialog).toContain('officer:o2');
  expect(dialog).not.toContain('unit:cty-a');
  const refused = await send(officer, code, 'transfer', { to: 'unit:cty-a', why: 'ví dụ' });
  expect([refused.status, /Chưa làm được[\s\S]*Chọn nơi khác/.test(refused.text)]).toEqual([409, true]);
  expect((await send(officer, code, 'transfer', { to: 'unit:cd-khac', why: 'ví dụ' })).status).toBe(409);
  expect((await send(officer, code, 'transfer', { to: 'officer:o2', why: 'ví dụ' })).status).toBe(303);
  expect(await read(code)).toMatchObject({ unit: 'cd-tan-an', told: ['o2'] });
});

test('whoever is late is told in place, and the words are not lost', async () => {
  const code = await open();
  const [first, second] = [await enter('mot', { officer: 'o1' }), await enter('hai', { officer: 'o2' })];
  const page = (await second.get(`/console/cases/${code}`)).text;
  await send(first, code, 'accept');
  const late = await second.post(`/console/cases/${code}/words`, {
    id: idIn(page, 'words'),
    text: 'ví dụ: lời tới muộn',
    do: 'answer',
  });
  expect(late.status).toBe(409);
  expect(late.text).toMatch(/role="alert"[\s\S]*người khác đã nhận/);
  expect(late.text).toContain('<q>ví dụ: lời tới muộn</q>');
  expect(await told(code)).toEqual([]);
  expect((await second.get(`/console/cases/${code}`)).text).toContain('Anh/chị xem được, chưa trả lời được.');
});

test('without words nothing is done, and the box says so', async () => {
  const code = await open();
  const officer = await enter('can.bo', { officer: 'o1' });
  const empty = await send(officer, code, 'words', { text: '  ', do: 'answer' });
  expect([empty.status, /aria-invalid="true"/.test(empty.text)]).toEqual([400, true]);
  expect((await send(officer, code, 'transfer', { to: '', why: 'ví dụ' })).status).toBe(400);
});

test('an officer whose account is bound to no platform may take what is new in their unit, and is told what is missing', async () => {
  const code = await open({ told: [], unreachable: true, acceptDue: null });
  const officer = await enter('can.bo', { officer: 'o1' });
  expect((await officer.get(`/console/cases/${code}`)).text).toMatch(
    /chưa gắn với Cầu Nối[\s\S]*mã liên\s+kết/,
  );
  expect((await send(officer, code, 'accept')).status).toBe(303);
  expect(await read(code)).toMatchObject({ holder: 'o1' });
});

test('an officer account that is no officer of the tree reads, and changes nothing', async () => {
  const code = await open();
  const reader = await enter('doc.thoi');
  const { text, status } = await reader.get(`/console/cases/${code}`);
  expect([status, text.includes('chưa trả lời được')]).toEqual([200, true]);
  expect(
    (await reader.post(`/console/cases/${code}/words`, { id: 'abcdefgh', text: 'x', do: 'answer' })).status,
  ).toBe(403);
  expect((await reader.get(`/console/cases/${code}/transfer`)).status).toBe(403);
});

test("staff act in the holder's place, by their account; what nobody holds becomes theirs", async () => {
  const [held, free] = [await open(), await open()];
  const officer = await enter('can.bo', { officer: 'o1' });
  await send(officer, held, 'accept');
  const staff = await enter('chuyen.vien', { role: 'staff', unit: 'dl' });
  expect((await staff.get(`/console/cases/${held}`)).text).toContain('làm thay người giữ');
  await send(staff, held, 'words', { text: 'ví dụ: trả lời thay', do: 'answer' });
  expect((await read(held)).history.at(-1)).toMatchObject({ what: 'answered', by: 'account:chuyen.vien' });
  expect(await read(held)).toMatchObject({ holder: 'o1' });
  await send(staff, free, 'accept');
  expect(await read(free)).toMatchObject({ holder: 'account:chuyen.vien' });
  expect((await staff.get('/console/cases?whose=mine')).text).toContain(free);
});

test('"this concerns me" takes the case away for good', async () => {
  await bind('o-dl');
  const code = await open();
  const officer = await enter('can.bo', { officer: 'o1' });
  expect((await send(officer, code, 'step-aside')).headers.get('location')).toBe('/console/cases');
  expect(await read(code)).toMatchObject({ unit: 'dl', excluded: ['o1'] });
  expect((await officer.get(`/console/cases/${code}`)).status).toBe(404);
});

test('who is excluded, or works where the name is hidden, finds nothing: in no list, by no address', async () => {
  const excluded = await open({ excluded: ['o1'], unit: 'cd-tan-an', told: ['o2'] });
  const hidden = await open({ unit: 'cty-a', workplace: 'cty-a', identity: 'hidden', told: [] });
  const named = await open({ unit: 'cty-a', workplace: 'cty-a', identity: 'named', told: ['o-a'] });
  const officer = await enter('can.bo', { officer: 'o1' });
  const colleague = await enter('dong.nghiep', { officer: 'o-a', unit: 'cty-a' });
  const list = async (visitor: Visitor) => (await visitor.get('/console/cases?status=all')).text;
  expect(await list(officer)).not.toContain(excluded);
  expect(await list(officer)).toContain(hidden);
  expect((await officer.get(`/console/cases/${excluded}`)).status).toBe(404);
  expect(await list(colleague)).toContain(named);
  expect(await list(colleague)).not.toContain(hidden);
  expect((await colleague.get(`/console/cases/${hidden}`)).status).toBe(404);
});

test('numbers of people are shown to whoever has the case and masked for others', async () => {
  const code = await open({ text: 'ví dụ: gọi tôi 0900 000 000' });
  const officer = await enter('can.bo', { officer: 'o1' });
  const reader = await enter('doc.thoi');
  expect((await officer.get(`/console/cases/${code}`)).text).toContain('0900 000 000');
  expect((await reader.get(`/console/cases/${code}`)).text).not.toContain('0900 000 000');
  expect((await officer.get('/console/cases')).text).not.toContain('0900 000 000');
});

test('the list: danger first, filters, pages that end, and a code that leads to its case', async () => {
  const at = (minute: number) => new Date(Date.parse('2026-11-24T00:00:00Z') + minute * 60_000);
  const old = await openExample(
    running.store,
    { kind: 'emergency', topic: null, urgency: 'emergency' },
    at(0),
  );
  const codes: string[] = [];
  for (let n = 1; n <= 53; n++) codes.push(await openExample(running.store, { kind: 'hardship' }, at(n)));
  const staff = await enter('chuyen.vien', { role: 'staff', unit: 'dl' });
  const rows = (html: string) => [...html.matchAll(/<strong class="num">([^<]+)</g)].map(([, code]) => code);
  const first = (await staff.get('/console/cases')).text;
  expect(rows(first)).toEqual([old, ...codes.slice(3).reverse()]);
  expect(first).toContain('Khẩn cấp, chưa xong');
  const older = /href="([^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = (await staff.get(older)).text;
  expect(rows(second)).toEqual(codes.slice(0, 3).reverse());
  expect(second).not.toContain('Cũ hơn');
  expect(rows((await staff.get('/console/cases?kind=emergency')).text)).toEqual([old]);
  expect((await staff.get('/console/cases?status=resolved')).text).toContain('Không có hồ sơ nào như vậy');
  expect(rows((await staff.get('/console/cases?due=over')).text)).toEqual([]);
  running.world.pass(30 * 86_400_000);
  const later = createVisitor(running.url);
  await later.signIn('chuyen.vien');
  expect(rows((await later.get('/console/cases?due=over&kind=emergency')).text)).toEqual([old]);
  expect((await later.get('/console/')).text).toMatch(/<strong>54<\/strong><span>[\s\S]*?Quá hạn/);
  const found = await later.get(`/console/cases?code=%23${old.toLowerCase().replace('-', '')}`);
  expect(found.headers.get('location')).toBe(`/console/cases/${old}`);
  expect((await later.get(`/console/cases/${old}`)).text).toMatch(
    /không cho gửi tin[\s\S]*ô trả lời mở ra ngay/,
  );
});

test('an open page hears of news without keeping the session alive', async () => {
  const code = await open();
  const officer = await enter('can.bo', { officer: 'o1' });
  const page = (await officer.get(`/console/cases/${code}`)).text;
  const href = /hx-get="([^"]*news[^"]*)"/.exec(page)?.[1] ?? '';
  const ask = () => officer.get(href, { 'hx-request': 'true' });
  expect((await ask()).text).toBe('');
  await send(officer, code, 'accept');
  expect((await ask()).text).toContain('Có tin mới');
  for (let n = 0; n < 4; n++) {
    running.world.pass(10 * 60_000);
    await ask();
  }
  expect((await ask()).status).toBe(401);
});

test('guides are pages, and what is written in them never becomes markup', async () => {
  const officer = await enter('can.bo');
  expect((await officer.get('/console/guide')).text).toContain('/console/guide/nhan-vien');
  const { text } = await officer.get('/console/guide/can-bo');
  expect(text).toMatch(/<article class="prose"><h1>/);
  expect((await officer.get('/console/guide/..%2FREADME')).status).toBe(404);
  const guide = {
    name: 'x',
    title: 'x',
    text: '# x\n\n<img src=x onerror=alert(1)>\n\n[y](javascript:alert(1))',
  };
  const params = { name: 'x' };
  const answer = await guidePages({ guides: [guide] }).show({ params } as unknown as Ask);
  const html =
    answer.is === 'page' ? partOf({ urlOf: (file) => file, csrf: '', now: new Date() }, answer.body) : '';
  expect(html).toContain('&lt;img');
  expect(html).not.toMatch(/<img|href="javascript/);
});
