import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createStaffParts } from '../../src/console/console.ts';
import { CHEAP, PASSWORD } from '../console/start-console.ts';
import { type FakeZalo, startFakeZalo } from '../fakes/fake-zalo.ts';
import { createMovingWorld, type MovingWorld } from '../journeys/moving-world.ts';
import { ROOT, type RunningApp, startApp } from '../journeys/start-app.ts';
import { describeInBrowser, launch, sidewaysPx, stumblingBlocks, type Visit, visit } from './browser.ts';

const SHOTS = process.env.SHOTS;
const PERSON = '7770001112223';

/** The whole app with a Zalo of our own: what is pressed here reaches a telephone there. */
describeInBrowser('Nhật ký and Tin lỗi', () => {
  let browser: Browser;
  let world: MovingWorld;
  let zalo: FakeZalo;
  let app: RunningApp;
  let mindFails = false;
  let visits: Visit[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    mindFails = false;
    world = createMovingWorld('2026-11-24T02:00:00Z');
    zalo = await startFakeZalo();
    app = await startApp({
      world,
      zalo,
      union: join(ROOT, 'tests/journeys/union.yaml'),
      mindFails: () => mindFails,
    });
    const { accounts } = createStaffParts({ store: app.store, world, cost: CHEAP });
    await accounts.add(
      { login: 'hanh.lt', name: 'Lê Thu Hạnh (ví dụ)', role: 'admin', unit: null, officer: null },
      PASSWORD,
      'command',
    );
  });
  afterEach(async () => {
    await Promise.all(visits.map((one) => one.close()));
    visits = [];
    await app.stop();
    await zalo.close();
    world.close();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function write(text: string, user = PERSON): Promise<void> {
    await zalo.post(`${app.url}/webhooks/zalo-oa`, [zalo.userSends(user, text)]);
    if (!mindFails) await app.atRest();
  }
  /** One whose answer Zalo refuses for good. */
  async function writeInVain(text: string): Promise<void> {
    zalo.misbehave({ do: 'refuse', code: -213 }, { times: 9 });
    await write(text);
    zalo.behave();
  }
  /** A turn that fails until it is parked. */
  async function writeUnread(text: string): Promise<void> {
    mindFails = true;
    await write(text);
    while (!(await app.store.exchanges.search({ delivery: 'parked' }, null, 1)).exchanges[0]) {
      world.pass(20_000);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    mindFails = false;
    await app.atRest();
  }
  async function enter(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
    const one = await visit(browser, `${app.url}/console/sign-in`, {
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    visits.push(one);
    await one.page.fill('#login', 'hanh.lt');
    await one.page.fill('#password', PASSWORD);
    await one.page.click('main button');
    await one.page.waitForSelector('.rail');
    return one;
  }
  const main = (page: Page) => page.locator('main').innerText();

  test.each([true, false])(
    'search without diacritics, open an exchange, open its identity for a reason (script runs: %s)',
    async (javaScriptEnabled) => {
      await write('lương tối thiểu ở Buôn Ma Thuột là bao nhiêu');
      await write('chào ad', '7770009998887');
      const { page, complaints } = await enter({ javaScriptEnabled });
      await page.click('.rail a[href="/console/log"]');
      expect(await page.locator('tr[id^="x-"]').count()).toBe(2);
      await page.fill('#q', 'luong toi thieu');
      await page.click('.filters__go');
      await page.waitForSelector('.chip >> text=luong toi thieu');
      expect(page.url()).toContain('q=luong');
      expect(await page.locator('tr[id^="x-"]').count()).toBe(1);
      await page.click('tr[id^="x-"] a');
      await page.waitForSelector('.crossing');
      const text = await main(page);
      expect(text).toMatch(/TIẾP NHẬN|Tiếp nhận/);
      expect(text).toContain('Lương tối thiểu');
      expect(text).toMatch(/Lần 1: kênh đã nhận/);
      expect(text).not.toContain(PERSON);

      await page.click('text=Xem danh tính…');
      await page.waitForSelector(javaScriptEnabled ? 'dialog:modal #reason' : '#reason');
      await page.fill('#reason', 'gọi lại theo yêu cầu của người nhắn');
      await page.click('dialog button');
      await page.waitForSelector('text=Đã ghi vào sổ.');
      expect(await main(page)).toContain(PERSON);
      await page.click('.back');
      await page.waitForSelector('.crossing');
      expect(await main(page)).not.toContain(PERSON);
      await page.goto(`${app.url}/console/audit`);
      expect(await main(page)).toMatch(/Xem người gửi là ai[\s\S]*gọi lại theo yêu cầu của người nhắn/);
      expect(complaints).toEqual([]);
    },
  );

  test('a refused reply is sent again, and the open page sees it arrive', async () => {
    await writeInVain('lương tối thiểu ở Buôn Ma Thuột là bao nhiêu');
    const failed = (await app.store.exchanges.troubles(null, 9))[0];
    const before = zalo.sentTo(PERSON).length;
    const { page, complaints } = await enter();
    await page.click('.rail a[href="/console/faults"]');
    expect(await main(page)).toContain('Lời trả lời còn ở đây.');
    expect(await page.locator('#count-console-faults').innerText()).toMatch(/^1/);
    const wanted = failed?.replies.filter(({ status }) => status === 'failed').length ?? 0;
    expect(wanted).toBeGreaterThan(0);
    // Replies that failed of one cause are one row, and are sent again together.
    await page.goto(`${app.url}/console/faults`);
    await page.click('text=/Gửi lại.*…/ >> nth=0');
    await page.waitForSelector('dialog:modal');
    await page.click('dialog button');
    await page.waitForSelector('.crossing');
    expect(await page.locator('.toast').innerText()).toContain('Đã xếp hàng gửi lại');
    await page.waitForFunction(
      () =>
        !/Đang gửi|Chờ tới lượt|Chưa tới/.test(document.querySelector('#state')?.textContent ?? 'Đang gửi'),
    );
    expect(zalo.sentTo(PERSON)).toHaveLength(before + wanted);
    await page.waitForFunction(() => document.querySelector('#count-console-faults')?.hasAttribute('hidden'));
    await page.goto(`${app.url}/console/faults`);
    expect(await main(page)).toContain('Không có tin lỗi nào');
    expect(complaints).toEqual([]);
  });

  test('what comes in while the log is read waits behind a chip, and nothing moves', async () => {
    await write('chào ad');
    const { page } = await enter();
    await page.goto(`${app.url}/console/log`);
    const before = await page.locator('tr[id^="x-"]').count();
    for (const user of ['1', '2', '3']) await write('lương tối thiểu bao nhiêu', `777000999000${user}`);
    await page.waitForSelector('#new-rows >> text=3 lượt mới');
    expect(await page.locator('tr[id^="x-"]').count()).toBe(before);
    await page.click('#new-rows a');
    await page.waitForFunction((n) => document.querySelectorAll('tr[id^="x-"]').length === n, before + 3);
  });

  test('a filter changed with htmx changes what the page listens to', async () => {
    await write('chào ad');
    const { page } = await enter();
    await page.goto(`${app.url}/console/log`);
    await page.selectOption('#channel', 'messenger');
    await page.waitForSelector('text=Không có lượt nào như vậy');
    await page.waitForFunction(() =>
      document.querySelector('#found')?.getAttribute('data-live')?.includes('messenger'),
    );
    await write('lương tối thiểu bao nhiêu', '7770009990001');
    await page.waitForTimeout(1200);
    expect(await page.locator('#new-rows a').count()).toBe(0);
  });

  test('a parked turn is given to an officer, or taken again', async () => {
    await writeUnread('câu này máy không đọc được');
    const { page } = await enter();
    await page.goto(`${app.url}/console/faults`);
    expect(await main(page)).toContain('Trợ lý không xử lý được tin này');
    await page.click('text=Giao cán bộ…');
    await page.waitForSelector('dialog:modal');
    await page.click('dialog button');
    await page.waitForSelector('.toast >> text=Đã giao cán bộ: hồ sơ');
    const [one] = await app.store.cases.list({}, null, 9);
    expect(one).toMatchObject({ text: 'câu này máy không đọc được', kind: 'talk' });
  });

  const SIZES = [
    ['light', 360],
    ['dark', 1280],
  ] as const;
  test.each(SIZES)(
    'every page, %s, %i px: nobody stumbles, nothing sticks out',
    async (colorScheme, width) => {
      await write('lương tối thiểu ở Buôn Ma Thuột là bao nhiêu');
      await write('co nguoi bi may cuon tay o xuong may chay nhieu mau qua', '7770009990001');
      await write('tôi muốn khiếu nại', '7770009990002');
      await writeUnread('câu này máy không đọc được');
      await writeInVain('ví dụ: làm thêm ngày chủ nhật được tính bao nhiêu tiền vậy ad ơi, lương em 6 triệu');
      const { page } = await enter({ colorScheme, viewport: { width, height: width === 360 ? 800 : 900 } });
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        await page.waitForTimeout(600);
        const sideways = await sidewaysPx(page);
        found[name] = [
          ...(await stumblingBlocks(page)),
          ...(sideways > 0 ? [`${sideways} px sideways`] : []),
        ];
        if (!SHOTS) return;
        mkdirSync(SHOTS, { recursive: true });
        await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}.png` });
        await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}-whole.png`, fullPage: true });
      };
      await page.goto(`${app.url}/console/log`);
      await look('log');
      await page.goto(
        `${app.url}/console/log?q=zzz+khong+co/console/log?q=khong+co+gi&from=2026-11-01&channel=zalo-oa`,
      );
      await look('log-nothing');
      const asked = (await app.store.exchanges.search({ words: 'luong toi thieu' }, null, 1)).exchanges[0];
      await page.goto(`${app.url}/console/log/${encodeURIComponent(asked?.key ?? '')}`);
      await look('exchange');
      await page.click('text=Xem danh tính…');
      await page.waitForSelector('dialog:modal');
      await look('identity-dialog');
      await page.fill('#reason', 'gọi lại theo yêu cầu');
      await page.click('dialog button');
      await page.waitForSelector('text=Đã ghi vào sổ.');
      await look('identity');
      await page.goto(`${app.url}/console/faults`);
      await look('faults');
      await page.click('text=Đóng… >> nth=0');
      await page.waitForSelector('dialog:modal');
      await look('close-dialog');
      expect(Object.entries(found).filter(([, blocks]) => blocks.length > 0)).toEqual([]);
    },
  );
});
