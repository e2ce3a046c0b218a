import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { partsPage } from '../console/parts-page.tsx';
import { type RunningConsole, startConsole } from '../console/start-console.ts';
import { codeAt } from '../staff/code-at.ts';
import { describeInBrowser, launch, sidewaysPx, stumblingBlocks, type Visit, visit } from './browser.ts';

const PASSWORD = 'ba con mèo ví dụ';
const NEW_PASSWORD = 'mưa rừng bảy ghế';
const SHOTS = process.env.SHOTS;

describeInBrowser('the console', () => {
  let browser: Browser;
  let running: RunningConsole;
  let visits: Visit[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    running = await startConsole({ routes: [partsPage] });
  });
  afterEach(async () => {
    await Promise.all(visits.map((one) => one.close()));
    visits = [];
    await running.close();
  });
  afterAll(async () => {
    await browser?.close();
  });
  async function open(path: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
    const one = await visit(browser, `${running.url}${path}`, options);
    visits.push(one);
    return one;
  }
  async function firstPath(): Promise<string> {
    const link = await running.parts.accounts.firstLink();
    return `/console/first?link=${link?.token}`;
  }
  async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
    await page.goto(`${running.url}/console/sign-in`);
    await page.fill('#login', login);
    await page.fill('#password', password);
    await page.click('main button');
  }

  test.each([true, false])(
    'first link → account → out → in → new password (script runs: %s)',
    async (javaScriptEnabled) => {
      const first = await firstPath();
      const { page, complaints } = await open(first, {
        javaScriptEnabled,
        viewport: { width: 1280, height: 900 },
      });
      await page.fill('#login', 'Hanh.LT');
      await page.fill('#name', 'Lê Thu Hạnh (ví dụ)');
      await page.fill('#password', 'congdoan2026');
      await page.click('main button');
      expect(await page.locator('.field__why').innerText()).toContain('hay gặp');
      expect(await page.inputValue('#login')).toBe('hanh.lt');
      await page.fill('#password', PASSWORD);
      await page.click('main button');
      expect(await page.locator('h1').innerText()).toBe('Phòng làm việc');
      expect(await page.locator('.toast').innerText()).toContain('Đã mở tài khoản');

      await page.click('.rail button');
      expect(await page.locator('h1').innerText()).toBe('Đăng nhập');
      await page.goto(`${running.url}/console/accounts`);
      expect(page.url()).toContain('/console/sign-in?next=');
      await page.fill('#login', 'hanh.lt');
      await page.fill('#password', 'sai mất rồi nhé');
      await page.click('main button');
      expect(await page.locator('[role=alert]').innerText()).toMatch(
        /Tên hoặc mật khẩu chưa đúng[\s\S]*Còn thử được 4 lần/,
      );
      expect(await page.inputValue('#login')).toBe('hanh.lt');
      await page.fill('#password', PASSWORD);
      await page.click('main button');
      expect(await page.locator('h1').innerText()).toBe('Tài khoản');

      await page.goto(`${running.url}/console/me`);
      await page.fill('#old', PASSWORD);
      await page.fill('#password', NEW_PASSWORD);
      await page.click('form[action="/console/me/password"] button');
      expect(await page.locator('.toast').innerText()).toContain('Đã đổi mật khẩu');
      await page.click('.rail button');
      await signIn(page, 'hanh.lt', PASSWORD);
      expect(await page.locator('[role=alert]').count()).toBe(1);
      await signIn(page, 'hanh.lt', NEW_PASSWORD);
      expect(await page.locator('h1').innerText()).toBe('Phòng làm việc');
      expect(complaints.filter((one) => !/40[01]/.test(one))).toEqual([]);
      await page.goto(`${running.url}${first}`);
      expect(await page.locator('h1').innerText()).toContain('không dùng được nữa');
    },
  );

  test('an admin invites somebody, who chooses a password, and is locked out by a dialog', async () => {
    await running.add({ login: 'quan.tri' });
    const admin = await open('/console/sign-in', { viewport: { width: 1280, height: 900 } });
    await signIn(admin.page, 'quan.tri');
    await admin.page.goto(`${running.url}/console/accounts/new`);
    await admin.page.fill('#login', 'mai.nt');
    await admin.page.fill('#name', 'Nguyễn Thị Mai (ví dụ)');
    await admin.page.click('form[action="/console/accounts"] button');
    expect(await admin.page.locator('.field__why').innerText()).toContain('Chọn đơn vị');
    await admin.page.selectOption('#unit', 'cd-tan-an');
    await admin.page.click('form[action="/console/accounts"] button');
    const link = await admin.page.locator('.link').innerText();

    const mai = await open(link.replace(running.url, ''));
    await mai.page.fill('#password', PASSWORD);
    await mai.page.click('main button');
    expect(await mai.page.locator('h1').innerText()).toBe('Phòng làm việc');
    expect(await mai.page.locator('.rail a[href="/console/accounts"]').count()).toBe(0);

    await admin.page.goto(`${running.url}/console/accounts`);
    const lock = admin.page.locator('a[href="/console/accounts/mai.nt/end"]');
    await lock.click();
    await admin.page.waitForSelector('dialog:modal');
    expect(await admin.page.evaluate(() => document.activeElement?.id)).toBe('why');
    await admin.page.keyboard.press('Escape');
    await admin.page.waitForSelector('dialog', { state: 'detached' });
    expect(await admin.page.evaluate(() => document.activeElement?.getAttribute('href'))).toContain('/end');
    await lock.click();
    await admin.page.waitForSelector('dialog:modal');
    await admin.page.click('dialog [data-closes]');
    await admin.page.waitForSelector('dialog', { state: 'detached' });
    await lock.click();
    await admin.page.waitForSelector('dialog:modal');
    await admin.page.fill('#why', 'chuyển công tác');
    await admin.page.click('dialog button');
    expect(await admin.page.locator('.toast').innerText()).toContain('Đã khóa tài khoản mai.nt');
    await mai.page.goto(`${running.url}/console/me`);
    expect(await mai.page.locator('h1').innerText()).toBe('Đăng nhập');
    await admin.page.goto(`${running.url}/console/audit`);
    expect(await admin.page.locator('main').innerText()).toMatch(
      /Khóa tài khoản[\s\S]*mai\.nt[\s\S]*chuyển công tác/,
    );
    expect(admin.complaints).toEqual([
      'Failed to load resource: the server responded with a status of 400 (Bad Request)',
    ]);
  });

  test.each([true, false])(
    'an admin changes a role, closes and reopens an account on a phone (script runs: %s)',
    async (javaScriptEnabled) => {
      await running.add({ login: 'quan.tri' });
      await running.add({ login: 'mai.nt', role: 'officer', unit: 'cd-tan-an' });
      const [admin, mai] = [
        await open('/console/sign-in', { javaScriptEnabled }),
        await open('/console/sign-in', { javaScriptEnabled }),
      ];
      await signIn(admin.page, 'quan.tri');
      await signIn(mai.page, 'mai.nt');
      const { page } = admin;
      await page.goto(`${running.url}/console/accounts`);
      await page.click('a[href="/console/accounts/quan.tri/change"]');
      await page.check('input[value="staff"]');
      await page.click('form[action$="/change"] button');
      expect(await page.locator('[role=alert]').innerText()).toContain('người quản trị cuối cùng');

      await page.goto(`${running.url}/console/accounts/mai.nt/change`);
      await page.check('input[value="staff"]');
      await page.selectOption('#unit', 'dl');
      await page.fill('#why', 'đổi nhiệm vụ');
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      await page.click('form[action$="/change"] button');
      expect(await page.locator('.toast').innerText()).toContain('Đã sửa tài khoản mai.nt');
      await mai.page.goto(`${running.url}/console/me`);
      expect(await mai.page.locator('h1').innerText()).toBe('Đăng nhập');
      await signIn(mai.page, 'mai.nt');
      await mai.page.goto(`${running.url}/console/log`);
      expect(await mai.page.locator('h1').innerText()).toBe('Nhật ký');

      await page.goto(`${running.url}/console/accounts/mai.nt/change`);
      await page.click('a[href$="/end"]');
      await page.click('dialog button');
      await page.waitForSelector('.toast');
      await page.goto(`${running.url}/console/accounts`);
      await page.click('a[href="/console/accounts/mai.nt/reopen"]');
      await page.fill('#why', 'trở lại');
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      await page.click('dialog button');
      const link = await page.locator('.link').innerText();
      await mai.page.goto(link);
      await mai.page.fill('#password', NEW_PASSWORD);
      await mai.page.click('main button');
      expect(await mai.page.locator('h1').innerText()).toBe('Phòng làm việc');
      await page.goto(`${running.url}/console/audit`);
      expect(await page.locator('main').innerText()).toMatch(
        /Mở lại tài khoản[\s\S]*trở lại[\s\S]*Đổi vai trò hoặc đơn vị[\s\S]*officer → staff, cd-tan-an → dl: đổi nhiệm vụ/,
      );
    },
  );

  test.each([true, false])(
    'a second factor: set up by the QR page, asked at the door, reset by an admin (script runs: %s)',
    async (javaScriptEnabled) => {
      await running.add({ login: 'quan.tri' });
      await running.add({ login: 'mai.nt', role: 'staff', unit: 'dl' });
      const { page, complaints } = await open('/console/sign-in', { javaScriptEnabled });
      const atEase = async () => {
        expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
        if (javaScriptEnabled) expect(await stumblingBlocks(page)).toEqual([]);
      };
      await signIn(page, 'mai.nt');
      await page.goto(`${running.url}/console/me`);
      await page.click('a[href="/console/me/second-factor"]');
      await page.fill('#password', PASSWORD);
      await page.click('main form button');
      expect((await page.locator('svg.qr').boundingBox())?.width).toBeGreaterThan(150);
      await atEase();
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/factor-360.png`, fullPage: true });
      const secret = (await page.locator('.link').innerText()).replaceAll(' ', '');
      await page.fill('#code', '000000');
      await page.click('main form button');
      expect(await page.locator('.field__why').innerText()).toContain('Mã chưa đúng');
      await page.fill('#code', codeAt(secret, running.world.now()));
      await page.click('main form button');
      const codes = await page.locator('.codes li').allInnerTexts();
      expect(codes).toHaveLength(10);
      await atEase();
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/codes-360.png`, fullPage: true });
      await page.goto(`${running.url}/console/me/second-factor`);
      expect(await page.locator('main').innerText()).toContain('Còn 10 mã chưa dùng');
      await atEase();

      await page.context().clearCookies();
      await signIn(page, 'mai.nt');
      expect(await page.locator('h1').innerText()).toBe('Mã xác nhận');
      await atEase();
      await page.fill('#code', codeAt(secret, running.world.now()));
      await page.click('main button');
      // The code that turned it on is not taken a second time.
      expect(await page.locator('[role=alert]').innerText()).toContain('Mỗi mã dùng một lần');
      running.world.pass(31_000);
      await page.fill('#code', codeAt(secret, running.world.now()));
      await page.click('main button');
      expect(await page.locator('h1').innerText()).toBe('Phòng làm việc');

      const admin = await open('/console/sign-in', { javaScriptEnabled });
      await signIn(admin.page, 'quan.tri');
      await admin.page.goto(`${running.url}/console/accounts/mai.nt/change`);
      await admin.page.click('a[href$="/second-factor"]');
      await admin.page.fill('dialog #why', 'mất điện thoại');
      await admin.page.click('dialog button');
      expect(await admin.page.locator('.toast').innerText()).toContain('Đã gỡ mã xác nhận của mai.nt');
      await page.goto(`${running.url}/console/me`);
      expect(await page.locator('h1').innerText()).toBe('Đăng nhập');
      await signIn(page, 'mai.nt');
      expect(await page.locator('h1').innerText()).toBe('Phòng làm việc');
      expect(complaints.filter((one) => !/40[01]/.test(one))).toEqual([]);
    },
  );

  test('one session of two is ended from the other', async () => {
    await running.add({ login: 'quan.tri' });
    const [here, there] = [await open('/console/sign-in'), await open('/console/sign-in')];
    await signIn(here.page, 'quan.tri');
    await signIn(there.page, 'quan.tri');
    await here.page.goto(`${running.url}/console/me`);
    await here.page.click('form[action="/console/me/sessions"] button');
    await there.page.goto(`${running.url}/console/me`);
    expect(await there.page.locator('h1').innerText()).toBe('Đăng nhập');
  });

  test('somebody who follows a link from a message is let in', async () => {
    await running.add({ login: 'quan.tri' });
    const { page } = await open('/console/sign-in');
    await signIn(page, 'quan.tri');
    await page.goto('data:text/html,<a id="x" href="">Tin nhắn</a>');
    await page.evaluate(
      (to) => document.querySelector('#x')?.setAttribute('href', to),
      `${running.url}/console/audit`,
    );
    await page.click('#x');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Sổ ghi');
  });

  const PAGES = [
    'sign-in',
    'wrong',
    'first',
    'home',
    'me',
    'accounts',
    'new',
    'change',
    'end',
    'reopen',
    'audit',
    'parts',
    '403',
    '404',
  ] as const;
  const SIZES = [
    ['light', 360],
    ['dark', 1280],
  ] as const;

  test.each(SIZES)(
    'every page, %s, %i px: nobody stumbles, nothing sticks out',
    async (colorScheme, width) => {
      const options = { colorScheme, viewport: { width, height: width === 360 ? 800 : 900 } } as const;
      const { page } = await open(await firstPath(), options);
      const found: Record<string, string[]> = {};
      const look = async (name: (typeof PAGES)[number]) => {
        await page.waitForLoadState('networkidle');
        const sideways = await sidewaysPx(page);
        found[name] = [
          ...(await stumblingBlocks(page)),
          ...(sideways > 0 ? [`${sideways} px sideways`] : []),
        ];
        if (!SHOTS) return;
        mkdirSync(SHOTS, { recursive: true });
        await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}.png` });
      };
      await look('first');
      await running.add({ login: 'quan.tri', name: 'Lê Thu Hạnh (ví dụ)' });
      await running.add({
        login: 'mai.nt',
        name: 'Nguyễn Thị Mai (ví dụ)',
        role: 'officer',
        unit: 'cd-tan-an',
      });
      await running.parts.accounts.addInvited(
        { login: 'moi.ng', name: 'Người mới (ví dụ)', role: 'staff', unit: 'dl', officer: null },
        'quan.tri',
      );
      await running.add({ login: 'cu.nv', name: 'Người cũ (ví dụ)', role: 'staff', unit: 'dl' });
      await running.parts.accounts.end('cu.nv', 'quan.tri', null);
      await page.goto(`${running.url}/console/sign-in`);
      await look('sign-in');
      await signIn(page, 'hanh.lt', 'sai sai sai sai');
      await look('wrong');
      await signIn(page, 'quan.tri');
      const paths = {
        home: '/',
        me: '/me',
        accounts: '/accounts',
        new: '/accounts/new',
        change: '/accounts/mai.nt/change',
        end: '/accounts/mai.nt/end',
        reopen: '/accounts/cu.nv/reopen',
      };
      for (const [name, path] of Object.entries({
        ...paths,
        audit: '/audit',
        parts: '/parts',
        404: '/khong-co',
      })) {
        await page.goto(`${running.url}/console${path}`);
        await look(String(name) as (typeof PAGES)[number]);
      }
      await page.context().clearCookies();
      await signIn(page, 'mai.nt');
      await page.goto(`${running.url}/console/accounts`);
      await look('403');
      expect(Object.keys(found).sort()).toEqual([...PAGES].sort());
      expect(Object.entries(found).filter(([, blocks]) => blocks.length > 0)).toEqual([]);
    },
  );

  test.each([360, 1280])(
    'a dialog over the page at %i px is one that nobody stumbles over',
    async (width) => {
      await running.add({ login: 'quan.tri' });
      const { page } = await open('/console/sign-in', { viewport: { width, height: 800 } });
      await signIn(page, 'quan.tri');
      await page.goto(`${running.url}/console/accounts`);
      await page.click('a[href$="/end"]');
      await page.waitForSelector('dialog:modal');
      expect(await stumblingBlocks(page)).toEqual([]);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/dialog-${width}.png` });
    },
  );

  test('a first load stays below 150 kB', async () => {
    await running.add({ login: 'quan.tri' });
    const { page } = await open('/console/sign-in');
    await signIn(page, 'quan.tri');
    let bytes = 0;
    const context = await browser.newContext();
    await context.addCookies(await page.context().cookies());
    const fresh = await context.newPage();
    fresh.on('requestfinished', async (request) => {
      const sizes = await request.sizes();
      bytes += sizes.responseBodySize + sizes.responseHeadersSize;
    });
    await fresh.goto(`${running.url}/console/parts`, { waitUntil: 'networkidle' });
    await fresh.waitForTimeout(300);
    process.stderr.write(`first load of the largest page: ${Math.round(bytes / 1000)} kB\n`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(150_000);
    await context.close();
  });
});
