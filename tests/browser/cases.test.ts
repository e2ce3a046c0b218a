import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { openExample } from '../console/example-cases.ts';
import { PASSWORD, startConsole } from '../console/start-console.ts';
import { startFakeZalo } from '../fakes/fake-zalo.ts';
import { addOfficer, UNION } from '../journeys/console-desk.ts';
import { createMovingWorld } from '../journeys/moving-world.ts';
import { startApp } from '../journeys/start-app.ts';
import { officerOf } from '../union/example-tree.ts';
import { describeInBrowser, launch, sidewaysPx, stumblingBlocks, type Visit, visit } from './browser.ts';

const SHOTS = process.env.SHOTS;

describeInBrowser('the room of cases', () => {
  let browser: Browser;
  let closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    closing = [];
  });
  afterAll(async () => {
    await browser?.close();
  });
  async function open(url: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
    const one = await visit(browser, url, options);
    closing.push(one.close);
    return one;
  }
  async function signIn(page: Page, url: string, login: string): Promise<void> {
    await page.goto(`${url}/console/sign-in`);
    await page.fill('#login', login);
    await page.fill('#password', PASSWORD);
    await page.click('main button');
    await page.waitForSelector('h1:has-text("Phòng làm việc")');
  }

  test('a worker in the web chat and an officer in the console: told, taken, asked, answered, ended', async () => {
    const world = createMovingWorld('2026-11-25T08:00:00+07:00');
    const zalo = await startFakeZalo();
    const app = await startApp({ world, zalo, union: UNION });
    closing.push(async () => {
      await app.stop();
      await zalo.close();
      world.close();
    });
    await addOfficer(app, world, 'can.bo.1', 'o1');
    const worker = await open(app.url);
    const reads = (text: string) => worker.page.waitForSelector(`text=${text}`, { timeout: 30_000 });
    for (const words of ['cong ty A no luong 2 thang nay roi, tui e ho biet tui noi', '2', '1', '1']) {
      await worker.say(words);
      await app.atRest();
    }
    const [one] = await app.store.cases.list({}, null, 1);
    const code = one?.code ?? '';

    const { page, complaints } = await open(`${app.url}/console/sign-in`, {
      viewport: { width: 1280, height: 900 },
    });
    await signIn(page, app.url, 'can.bo.1');
    await page.click('.waits a[href="/console/cases"]');
    await page.click(`a[href="/console/cases/${code}"]`);
    await page.click('text=Nhận việc');
    await page.waitForSelector('.toast:has-text("Anh/chị giữ hồ sơ này")');
    await page.fill('#text', 'Công ty còn nợ bao nhiêu người? (ví dụ)');
    await page.click('text=Gửi câu hỏi, dừng đồng hồ');
    await page.waitForSelector('.toast:has-text("Đồng hồ dừng")');
    await reads('Công ty còn nợ bao nhiêu người');
    await worker.say('da khoang 30 nguoi');
    await app.atRest();
    world.pass(16_000);
    await page.waitForSelector('.news a', { timeout: 25_000 });
    await page.click('.news a');
    await page.waitForSelector('.said:has-text("khoang 30 nguoi")');
    await page.fill('#text', 'Công ty hẹn trả trước 05/12 (ví dụ).');
    await page.click('text=Gửi trả lời');
    await page.waitForSelector('.toast:has-text("Đã gửi trả lời")');
    await reads('Công ty hẹn trả trước 05/12');
    await page.click('summary');
    await page.fill('#note', 'ví dụ: chỉ để nội bộ');
    await page.click('text=Lưu ghi chú nội bộ');
    await page.waitForSelector('.note:has-text("chỉ để nội bộ")');
    await page.click('a[href$="/resolve"]');
    await page.waitForSelector('dialog:modal');
    await page.click('dialog button');
    await page.waitForSelector('.toast:has-text("Đã đánh dấu xong")');
    await reads('Đã giải quyết chưa');
    expect(await worker.page.locator('text=chỉ để nội bộ').count()).toBe(0);
    expect([...complaints, ...worker.complaints]).toEqual([]);
  });

  const SIZES = [
    ['light', 360],
    ['dark', 1280],
  ] as const;

  test.each(SIZES)(
    'every page, %s, %i px: nobody stumbles, nothing sticks out',
    async (colorScheme, width) => {
      const officers = ['o1', 'o2'].map((code) => officerOf(code, 'cd-tan-an', ['cases'], { persons: [] }));
      const running = await startConsole({ officers });
      closing.push(running.close);
      const { store, world } = running;
      await running.add({
        login: 'can.bo',
        name: 'Lê Thu Hạnh (ví dụ)',
        role: 'officer',
        unit: 'cd-tan-an',
        officer: 'o1',
      });
      const { id } = await store.people.ensure({ channel: 'zalo-oa', account: '1', id: 'zalo o2' });
      await store.people.bindOfficer(id, 'o2');
      const { page } = await open(`${running.url}/console/sign-in`, {
        colorScheme,
        viewport: { width, height: width === 360 ? 800 : 900 },
      });
      await signIn(page, running.url, 'can.bo');
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        await page.waitForLoadState('networkidle');
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
      const see = async (name: string, path: string) => {
        await page.goto(`${running.url}/console${path}`);
        await look(name);
      };
      await see('cases-empty', '/cases');
      const unit = { unit: 'cd-tan-an', told: ['o1'], acceptDue: '2026-11-25T07:00:00Z' };
      await openExample(store, {
        ...unit,
        kind: 'emergency',
        topic: 'work-accident',
        urgency: 'emergency',
        text: 'ví dụ: có người bị tai nạn ở xưởng',
      });
      await openExample(store, { ...unit, kind: 'hardship', topic: null, text: 'ví dụ: nhà em gặp bão' });
      const text = 'ví dụ: công ty A nợ lương 2 tháng nay rồi, tôi sợ họ biết tôi nói';
      const code = await openExample(store, {
        ...unit,
        text,
        excluded: ['o2'],
        contact: 'ví dụ: gặp ở cổng',
      });
      await see('cases-list', '/cases');
      await see('cases-filtered', '/cases?status=resolved&kind=press');
      await see('case-new', `/cases/${code}`);
      await page.click('text=Nhận việc');
      await page.fill('#text', 'Chị cho hỏi công ty còn nợ bao nhiêu người? (ví dụ)');
      await page.click('text=Gửi câu hỏi');
      await page.click('summary');
      await page.fill('#note', 'Quý trước phường cũng nhận 2 phản ánh về công ty này (ví dụ).');
      await page.click('text=Lưu ghi chú');
      await page.waitForSelector('.toast');
      await look('case-taken');
      await page.click('a[href$="/transfer"]');
      await page.waitForSelector('dialog:modal');
      await look('case-dialog');
      await see('case-transfer', `/cases/${code}/transfer`);
      world.pass(8 * 86_400_000);
      await signIn(page, running.url, 'can.bo');
      await see('case-closed', `/cases/${code}`);
      await look('case-closed');
      await see('home-waiting', '/');
      await see('guides', '/guide');
      await see('guide', '/guide/nhan-vien');
      expect(Object.entries(found).filter(([, blocks]) => blocks.length > 0)).toEqual([]);
      expect(Object.keys(found)).toHaveLength(11);
    },
  );
});
