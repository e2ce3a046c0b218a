import { exchangeAt, faultAt } from '../../src/console/addresses.ts';
import { pseudonymOf } from '../../src/console/pseudonym.ts';
import { received } from '../contracts/store/samples.ts';
import { answered, failedReply, sentReply, unknownReply } from './log-samples.ts';
import { type RunningConsole, startConsole } from './start-console.ts';
import { createVisitor, type Visitor } from './visitor.ts';

let running: RunningConsole;
let visitor: Visitor;
beforeEach(async () => {
  running = await startConsole();
  await running.add({ login: 'chuyen.vien', role: 'staff', unit: 'dl' });
  visitor = createVisitor(running.url);
  await visitor.signIn('chuyen.vien');
});
afterEach(() => running.close());

const page = async (path: string) => (await visitor.get(path)).text;
const audited = async (what: string) =>
  (await running.store.audit.list({}, null, 50)).filter((entry) => entry.what === what);
const rowsIn = (html: string) => html.match(/<tr id="x-/g)?.length ?? 0;

/** Somebody with an address that must never be seen without a reason. */
async function writer() {
  const { id } = await running.store.people.ensure({
    channel: 'zalo-oa',
    account: 'oa',
    id: '5550001112223',
  });
  return id;
}

describe('the log', () => {
  test('an empty one says what will come, and one that finds nothing says what to do', async () => {
    expect(await page('/console/log')).toContain('Chưa có lượt nào');
    await answered(running.store, 'công ty nợ lương');
    const nothing = await page('/console/log?q=khong+co');
    expect(nothing).toContain('Không có lượt nào như vậy');
    expect(nothing).toContain('Bỏ mọi bộ lọc');
  });

  test('a person is a short name made of their random id, and numbers in texts are masked', async () => {
    const person = await writer();
    await answered(running.store, 'gọi em 0905123456 nha', { person });
    const html = await page('/console/log');
    expect(html).toContain(`Zalo ${pseudonymOf(person)}`);
    expect(html).not.toContain('5550001112223');
    expect(html).not.toContain('0905123456');
  });

  test.each([
    { query: 'q=no+luong', finds: 1 },
    { query: 'q=%22no+cong+ty%22', finds: 0 },
    { query: 'q=cong+ty+no+luo', finds: 1 },
    { query: 'channel=zalo-oa', finds: 1 },
    { query: 'channel=messenger', finds: 1 },
    { query: 'topic=late-wages', finds: 2 },
    { query: 'outcome=clarify', finds: 0 },
    { query: 'delivery=failed', finds: 1 },
    { query: 'delivery=sent', finds: 1 },
    { query: 'from=2026-11-24', finds: 1 },
    { query: 'to=2026-11-23', finds: 1 },
    { query: 'from=2026-11-23&to=2026-11-24', finds: 2 },
    { query: 'from=2026-02-31', finds: 2 },
    { query: 'channel=fax&outcome=x', finds: 2 },
  ])('$query finds $finds', async ({ query, finds }) => {
    // 17:00 UTC is the next day in Vietnam.
    await answered(running.store, 'công ty nợ lương', { at: new Date('2026-11-23T17:30:00Z') });
    await answered(running.store, 'chào bạn', {
      at: new Date('2026-11-23T16:30:00Z'),
      channel: 'messenger',
      replies: [failedReply()],
    });
    expect(rowsIn(await page(`/console/log?${query}`))).toBe(finds);
  });

  test('what is filtered stands above the list, each with a way to take it off', async () => {
    const html = await page('/console/log?q=luong&topic=late-wages&from=2026-11-01');
    expect(html).toContain('href="/console/log?from=2026-11-01&amp;topic=late-wages"');
    expect(html).toContain('href="/console/log?q=luong&amp;topic=late-wages"');
    expect(html).toMatch(/Từ 01\/11\/2026/);
  });

  test('pages lead older and newer through every exchange once', async () => {
    for (let n = 0; n < 120; n++)
      await answered(running.store, `tin ${n}`, {
        at: new Date(Date.parse('2026-11-24T00:00:00Z') + n * 1000),
      });
    const linkIn = (html: string, words: string) =>
      /** The pager's link is the one whose words these are. */
      new RegExp(`href="([^"]*)"[^>]*>(?:(?!</a>).)*${words}`, 's').exec(
        html.slice(html.indexOf('class="pager"')),
      )?.[1];
    const seen: string[] = [];
    let path: string | undefined = '/console/log';
    let html = '';
    while (path) {
      html = await page(path.replaceAll('&amp;', '&'));
      seen.push(...(html.match(/tin \d+/g) ?? []));
      path = linkIn(html, 'Cũ hơn');
    }
    expect(new Set(seen).size).toBe(120);
    expect(seen).toHaveLength(120);
    const newer = linkIn(html, 'Mới hơn');
    expect(await page(newer?.replaceAll('&amp;', '&') ?? '')).toContain('>tin 69<');
  });
});

describe('one exchange', () => {
  test('shows received, processed and responded with scores, reasons, versions and attempts', async () => {
    const person = await writer();
    const before = await answered(running.store, 'tin đầu', { person, at: new Date('2026-11-24T00:00:00Z') });
    const { key } = await answered(running.store, 'công ty nợ lương', {
      person,
      key: 'zalo-oa:oa:a/b #1',
      turn: 2,
    });
    const html = await page(exchangeAt(key));
    for (const words of [
      'công ty nợ lương',
      'Chậm lương',
      '0,93',
      'trên ngưỡng trả lời 0,80',
      'Chắc chắn về chủ đề',
      'cong ty no luong hai thang',
      'embedded',
      'Dialogflow không chắc hơn (119 mili giây)',
      'late-wages, bản v1',
      '293/2025/NĐ-CP, Điều 3',
      'Lần 1: không tới được kênh',
      'Lần 2: kênh đã nhận',
      '08:01:06',
      'href="/console/cases/K7-4F2"',
      `href="${exchangeAt(before.key)}"`,
      pseudonymOf(person),
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('5550001112223');
  });

  test('one that is not there is not there', async () => {
    expect((await visitor.get('/console/log/khong-co')).status).toBe(404);
    expect((await visitor.get('/console/log/khong-co/identity')).status).toBe(404);
  });

  test('an identity opens for a reason, which is recorded first, and only on the page that answers it', async () => {
    const person = await writer();
    const { key } = await answered(running.store, 'gọi lại cho em', { person });
    const asked = await visitor.post(`${exchangeAt(key)}/identity`, { reason: 'x' });
    expect(asked.status).toBe(400);
    expect(asked.text).not.toContain('5550001112223');
    expect(await audited('identity-opened')).toEqual([]);
    const opened = await visitor.post(`${exchangeAt(key)}/identity`, { reason: 'gọi lại theo yêu cầu' });
    expect(opened.text).toContain('5550001112223');
    expect(await audited('identity-opened')).toMatchObject([
      { who: 'chuyen.vien', target: person, why: 'gọi lại theo yêu cầu' },
    ]);
    expect(await page(exchangeAt(key))).not.toContain('5550001112223');
    expect(await page(`${exchangeAt(key)}/identity`)).not.toContain('5550001112223');
  });

  test('what was said stays text, whatever it looks like', async () => {
    const { key } = await answered(running.store, '<img src=x onerror=alert(1)>');
    for (const path of ['/console/log', exchangeAt(key)]) expect(await page(path)).not.toContain('<img');
  });
});

describe('faults', () => {
  test.each([
    { replies: [failedReply('window_closed')], says: 'không cho gửi nữa' },
    { replies: [failedReply('blocked_by_user')], says: 'chặn hoặc bỏ theo dõi' },
    { replies: [failedReply('rejected')], says: 'từ chối tin này' },
    { replies: [unknownReply()], says: 'chưa rõ người nhận đã thấy' },
  ])('$says: what happened, what is not lost, what to press', async ({ replies, says }) => {
    await answered(running.store, 'công ty nợ lương', { replies });
    const html = await page('/console/faults');
    expect(html).toContain(says);
    expect(html).toContain('Lời trả lời còn ở đây.');
    expect(html).toMatch(/\/retry\/1"[\s\S]*Gửi lại…[\s\S]*\/close"[\s\S]*Đóng…/);
  });

  test('the rail counts them, for those who may enter the room', async () => {
    await answered(running.store, 'một', { replies: [failedReply()] });
    await answered(running.store, 'hai', { parked: true });
    expect(await page('/console/me')).toMatch(/id="count-console-faults">2</);
    await running.add({ login: 'can.bo', role: 'officer', unit: 'cd-tan-an' });
    const officer = createVisitor(running.url);
    await officer.signIn('can.bo');
    expect((await officer.get('/console/me')).text).not.toContain('count-console-faults');
  });

  test('a retry that is pressed twice sends once, is recorded once, and both are told', async () => {
    const { key } = await answered(running.store, 'công ty nợ lương', { replies: [failedReply()] });
    const path = `${faultAt(key)}/retry/1`;
    expect(await page(path)).toContain('Gửi lại lời này?');
    for (let press = 0; press < 2; press++)
      expect((await visitor.post(path, {})).headers.get('location')).toBe(exchangeAt(key));
    expect((await running.store.exchanges.get(key))?.replies.map(({ status }) => status)).toEqual([
      'failed',
      'queued',
    ]);
    expect(await page(exchangeAt(key))).toContain('gửi lại tin 1, do chuyen.vien yêu cầu');
    expect(await audited('reply-retried')).toHaveLength(1);
    expect(await page('/console/faults')).toContain('Không có tin lỗi nào');
  });

  test('replies of one turn with one cause are one row, with one retry for all of them', async () => {
    const replies = [
      failedReply('rejected', 1),
      failedReply('rejected', 2),
      failedReply('blocked_by_user', 3),
    ];
    const { key } = await answered(running.store, 'công ty nợ lương', { replies });
    const html = await page('/console/faults');
    expect(html.match(/từ chối tin này/g)).toHaveLength(1);
    expect(html).toContain('2 tin trả lời cùng bị như vậy.');
    expect(html).toMatch(/retry\/1,2"[\s\S]*Gửi lại 2 tin…[\s\S]*retry\/3"[\s\S]*Gửi lại tin 3…/);
    const path = `${faultAt(key)}/retry/1,2`;
    expect(await page(path)).toContain('Gửi lại 2 tin này?');
    for (let press = 0; press < 2; press++) await visitor.post(path, {});
    const after = (await running.store.exchanges.get(key))?.replies ?? [];
    expect(after.map(({ status, repeats }) => [status, repeats ?? null])).toEqual([
      ['failed', null],
      ['failed', null],
      ['failed', null],
      ['queued', 1],
      ['queued', 2],
    ]);
    expect((await audited('reply-retried')).map(({ target }) => target).sort()).toEqual([
      `${key}/1`,
      `${key}/2`,
    ]);
    expect(await page('/console/faults')).toMatch(/chặn hoặc bỏ theo dõi[\s\S]*retry\/3"/);
    expect((await visitor.get(`${faultAt(key)}/retry/8,9`)).status).toBe(404);
  });

  test('before words of unknown outcome go out again, the loss is named', async () => {
    const { key } = await answered(running.store, 'x', { replies: [unknownReply()] });
    expect(await page(`${faultAt(key)}/retry/1`)).toContain('có thể thấy lời này hai lần');
    const { key: other } = await answered(running.store, 'y', { replies: [failedReply()] });
    expect(await page(`${faultAt(other)}/retry/1`)).not.toContain('hai lần');
  });

  test('one is closed with a reason, which stays with it', async () => {
    const { key } = await answered(running.store, 'x', { replies: [failedReply()] });
    expect((await visitor.post(`${faultAt(key)}/close`, { reason: '' })).status).toBe(400);
    for (let press = 0; press < 2; press++)
      await visitor.post(`${faultAt(key)}/close`, { reason: 'đã gọi điện' });
    expect(await audited('fault-closed')).toMatchObject([{ target: key, why: 'đã gọi điện' }]);
    expect(await page('/console/faults')).toContain('Không có tin lỗi nào');
    expect(await page(exchangeAt(key))).toMatch(/Đã có người đóng việc này[\s\S]*đã gọi điện/);
    expect(await page('/console/log')).toContain('Chưa tới, đã đóng');
  });

  test('a parked turn is taken again, once', async () => {
    const { key } = await answered(running.store, 'câu khó', { parked: true, replies: [sentReply()] });
    expect(await page('/console/faults')).toMatch(/không xử lý được tin này[\s\S]*Giao cán bộ/);
    for (let press = 0; press < 2; press++)
      expect((await visitor.post(`${faultAt(key)}/retake`, {})).headers.get('location')).toBe(
        exchangeAt(`${key}:again`),
      );
    expect(await audited('turn-retaken')).toHaveLength(1);
    expect((await running.store.exchanges.get(`${key}:again`))?.received.text).toBe('câu khó');
  });

  test('an effect that was parked is not handed to an officer', async () => {
    const told = { what: 'case-done', code: 'K7-4F2' } as const;
    await answered(running.store, '', {
      parked: true,
      received: received({ text: '', kind: 'effect', told }),
    });
    const html = await page('/console/faults');
    expect(html).toContain('Xử lý lại…');
    expect(html).not.toContain('Giao cán bộ…');
  });
});

test('what is under review is listed for those who see the log, and only for them', async () => {
  expect(await page('/console')).not.toContain('Đang rà soát');
  const later = await startConsole({ now: '2027-03-02T02:00:00Z' });
  await later.add({ login: 'chuyen.vien', role: 'staff', unit: 'dl' });
  await later.add({ login: 'can.bo', role: 'officer', unit: 'cty-a' });
  const [staff, officer] = [createVisitor(later.url), createVisitor(later.url)];
  await staff.signIn('chuyen.vien');
  await officer.signIn('can.bo');
  const { text } = await staff.get('/console');
  expect(text).toMatch(/Đang rà soát \(\d+\)/);
  expect(text).toContain('content/');
  expect((await officer.get('/console')).text).not.toContain('Đang rà soát');
  await later.close();
});
