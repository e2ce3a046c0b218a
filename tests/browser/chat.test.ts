import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startHttp } from '../http/start-http.ts';
import { describeInBrowser, launch, sidewaysPx, stumblingBlocks, type Visit, visit } from './browser.ts';
import { describeChatPage, QUESTION } from './chat-page.ts';
import { startFakeBackend } from './fake-backend.ts';

describeChatPage('a fake bot', startFakeBackend);

const ANSWER = '.msg:not(.msg--you):not(.msg--typing) .bubble';
const OPEN_CHOICES = '.choices:not(.choices--past) button';
const COMPLAINT = 'cong ty A no luong 2 thang nay roi, tui e ho biet tui noi';

// What only a backend that does as it is told can show.
describeInBrowser('the chat page', () => {
  let backend: Awaited<ReturnType<typeof startFakeBackend>>;
  let browser: Browser;
  let visits: Visit[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    backend = await startFakeBackend();
  });
  afterEach(async () => {
    await Promise.all(visits.map((one) => one.close()));
    visits = [];
    await backend.close();
  });
  afterAll(async () => {
    await browser?.close();
  });
  async function open(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
    const one = await visit(browser, backend.url, options);
    visits.push(one);
    return one;
  }
  const sent = () => backend.http.memory.exchanges.map(({ received }) => received.text);

  test('begins with what to ask, and a press on an example asks it', async () => {
    const { page } = await open();
    await page.locator('.blank button').first().click();
    await page.waitForSelector(ANSWER);
    expect(sent()).toHaveLength(1);
    expect(await page.locator('.blank').count()).toBe(0);
  });

  test('shows the notice of the first contact as one, with the way to who reads', async () => {
    const { page, say } = await open();
    await say(QUESTION);
    await page.click('.notice a[href="#ai-doc"]');
    expect(await page.evaluate(() => location.hash)).toBe('#ai-doc');
    expect(await page.locator('.notice').innerText()).toContain('trợ lý tự động');
  });

  test('shows that the bot writes, until it has written', async () => {
    const { page, say } = await open({ reducedMotion: 'reduce' });
    await say('xin chào');
    await page.waitForSelector(ANSWER);
    await say('im lặng');
    const dot = await page.waitForSelector('.typing i');
    expect(await dot.evaluate((one) => getComputedStyle(one).animationName)).toBe('none');
    await backend.botSays('Đây rồi.');
    await page.waitForSelector('.typing', { state: 'detached' });
  });

  test('what will be sent is a slip, what was sent a receipt with its code', async () => {
    const { page, say } = await open();
    await say(COMPLAINT);
    await page.waitForSelector('.slip .facts');
    expect(await page.locator('.slip dt').allInnerTexts()).toEqual(['Việc', 'Nơi', 'Tên', 'Người nhận']);
    await page.locator(OPEN_CHOICES).first().click();
    await page.waitForSelector('.slip .code');
    expect(await page.locator('.slip .code').innerText()).toBe('K7-4F2');
    expect(sent()).toEqual([COMPLAINT, '1']);
    expect(await page.locator('.msg--you .bubble').last().innerText()).toBe('Gửi');
  });

  test.each([
    [1280, false],
    [1280, true],
    [1201, true],
  ])('at %i px nothing of the aside slips under the strips (demo: %s)', async (width, demo) => {
    const settings = { publicUrl: null, trustProxy: 0, metricsToken: null, demo };
    const shown = await startFakeBackend({ settings });
    const one = await visit(browser, shown.url, { viewport: { width, height: 800 } });
    visits.push(one);
    for (let n = 0; n < 6; n++) {
      await one.say(`${QUESTION} ${n}`);
      await one.page.waitForFunction((count) => document.querySelectorAll('.msg--you').length > count, n);
    }
    await one.page.waitForSelector(ANSWER);
    const overlapPx = () =>
      one.page.evaluate(() => {
        scrollTo(0, document.body.scrollHeight);
        const bottom = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
        return bottom - (document.querySelector('.about h2')?.getBoundingClientRect().top ?? 0);
      });
    expect(await overlapPx()).toBeLessThanOrEqual(0);
    await one.page.context().setOffline(true);
    await one.page.waitForSelector('#mat-mang > span', { state: 'visible' });
    expect(await overlapPx()).toBeLessThanOrEqual(0);
    expect(await one.page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(one.complaints.filter((line) => /policy/i.test(line))).toEqual([]);
    await shown.close();
  });

  test('an officer is named as one, with the case, and no dots follow what is said to a human', async () => {
    const { page, say } = await open();
    await say('xin chào');
    await page.waitForSelector(ANSWER);
    await backend.officerSays('Công ty còn nợ bao nhiêu người?');
    await page.waitForSelector('.msg--officer');
    expect(await page.locator('.msg--officer .msg__by').innerText()).toMatch(
      /^Cán bộ công đoàn, hồ sơ K7-4F2/,
    );
    expect(await page.locator('.msg--officer .bubble').innerText()).toBe('Công ty còn nợ bao nhiêu người?');
    await say('im lặng');
    await page.waitForFunction(
      () => document.querySelector('.msg--you:last-child .state')?.textContent === 'Đã gửi',
    );
    expect(await page.locator('.typing').count()).toBe(0);
  });

  test('an answer that got lost on the way does not double the message', async () => {
    const { page, say } = await open();
    let isCut = true;
    // Everything reaches the server, and nothing comes back.
    await page.route(/chat\/(messages|stream)/, async (route) => {
      if (!isCut) return route.fallback();
      if (route.request().method() === 'POST') await route.fetch();
      return route.abort();
    });
    await say('một lần thôi');
    await page.waitForSelector('.msg__fault .btn');
    isCut = false;
    await page.click('.msg__fault .btn');
    await page.waitForSelector('.msg--unsent', { state: 'detached' });
    await page.waitForSelector(ANSWER);
    expect(sent()).toEqual(['một lần thôi']);
  });

  test('what could not be sent outlives a reload and keeps its order', async () => {
    const { page, say } = await open();
    await page.route('**/chat/messages', (route) => route.abort());
    await say('một');
    await say('hai');
    await page.waitForSelector('.msg--unsent');
    await page.unroute('**/chat/messages');
    await page.reload();
    await page.waitForFunction(() => localStorage.length === 0);
    expect(sent()).toEqual(['một', 'hai']);
  });

  test('too fast: the words wait as long as they are told, then go', async () => {
    const { page, say } = await open();
    let refusals = 1;
    await page.route('**/chat/messages', (route) =>
      route.request().method() === 'POST' && refusals-- > 0
        ? route.fulfill({ status: 429, headers: { 'Retry-After': '1' } })
        : route.fallback(),
    );
    await say('nhanh quá');
    await page.waitForSelector('.msg__fault');
    expect(await page.locator('.msg__fault').innerText()).toContain('1 giây');
    await page.waitForSelector('.msg--unsent', { state: 'detached' });
    expect(sent()).toEqual(['nhanh quá']);
  });

  test('a browser whose session is gone begins a new one and loses no words', async () => {
    const { page, say } = await open();
    await say('một');
    await page.waitForSelector(ANSWER);
    await page.context().clearCookies();
    await say('hai');
    await page.waitForFunction(() => document.querySelectorAll('.msg--you').length === 1);
    await page.waitForSelector(ANSWER);
    expect(sent()).toEqual(['một', 'hai']);
    expect(new Set(backend.http.memory.exchanges.map(({ account }) => account)).size).toBe(2);
  });

  test('where no stream comes through it asks', async () => {
    const { page, say } = await open();
    await page.route('**/chat/stream*', (route) => route.fulfill({ status: 503 }));
    await say(QUESTION);
    await page.waitForSelector(OPEN_CHOICES);
    await backend.officerSays('Tôi đây.');
    await page.waitForSelector('.msg--officer');
  });

  test('a server that goes away and comes back is waited for', async () => {
    const { page, say } = await open();
    await say('một');
    await page.waitForSelector(ANSWER);
    const { memory, url } = backend.http;
    await backend.http.close();
    await say('hai');
    await page.waitForSelector('.msg--unsent');
    await page.waitForSelector('.strip > span', { state: 'visible' });
    const { webChat, receive, chat } = memory;
    const again = await startHttp({ adapters: [webChat], receive, chat }, Number(new URL(url).port));
    try {
      await page.waitForSelector('.msg--unsent', { state: 'detached' });
      await page.waitForSelector('.strip > span', { state: 'hidden' });
      await backend.officerSays('Tôi đây.');
      await page.waitForSelector('.msg--officer');
      expect(sent()).toEqual(['một', 'hai']);
    } finally {
      await again.close();
    }
  });

  test('two windows of one browser show one talk', async () => {
    const { page, say } = await open();
    await say('một');
    await page.waitForSelector(ANSWER);
    const other = await page.context().newPage();
    await other.goto(backend.url);
    await other.waitForSelector(ANSWER);
    await other.fill('#viet', 'hai');
    await other.press('#viet', 'Enter');
    await page.waitForFunction(() => document.querySelectorAll('.msg--you').length === 2);
  });

  test('new words while one reads further up wait behind a button', async () => {
    const { page, say } = await open({ viewport: { width: 360, height: 500 } });
    for (const text of ['lương 1', 'lương 2', 'lương 3']) {
      await say(text);
      await page.waitForSelector(`${OPEN_CHOICES}`);
    }
    await page.evaluate(() => scrollTo(0, 0));
    await backend.officerSays('Tin mới.');
    await page.waitForSelector('#tin-moi', { state: 'visible' });
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.click('#tin-moi');
    await page.waitForSelector('#tin-moi', { state: 'hidden' });
    expect(await page.locator('.msg--officer .bubble').isVisible()).toBe(true);
  });

  test('days are named as people say them', async () => {
    const { page, say } = await open();
    await say('một');
    await page.waitForSelector(ANSWER);
    const exchange = backend.http.memory.exchanges[0];
    if (!exchange) throw new Error('no exchange');
    exchange.at = new Date('2026-11-23T21:40:00+07:00');
    const [first, second] = exchange.replies;
    Object.assign(first ?? {}, { sentAt: '2026-11-24T00:10:00+07:00' });
    Object.assign(second ?? {}, { sentAt: '2026-11-25T07:05:00+07:00' });
    await page.clock.setFixedTime('2026-11-25T10:24:00+07:00');
    await page.reload();
    await page.waitForSelector('.day');
    expect(await page.locator('.day').allInnerTexts()).toEqual([
      'Thứ Hai 23/11',
      'Hôm qua, thứ Ba 24/11',
      'Hôm nay, thứ Tư 25/11',
    ]);
    expect(await page.locator('.msg time').allInnerTexts()).toEqual(['21:40', '07:05']);
  });

  test('leaving the machine takes the talk from it', async () => {
    const { page, say } = await open();
    await say('một');
    await page.waitForSelector(ANSWER);
    await page.click('summary');
    await page.click('#roi-may button');
    await page.waitForSelector('.blank');
    expect(await page.context().cookies()).toEqual([]);
  });

  test('words are words, whatever they look like', async () => {
    const { page, say, complaints } = await open();
    await say('<img src=x onerror=alert(1)> </script><b>đậm</b>');
    await page.waitForSelector(ANSWER);
    expect(await page.locator(ANSWER).last().innerText()).toBe(
      'Đã nhận: <img src=x onerror=alert(1)> </script><b>đậm</b>',
    );
    await page.reload();
    await page.waitForSelector(ANSWER);
    expect(complaints).toEqual([]);
  });

  test('numbers to call can be pressed', async () => {
    const { page, say } = await open();
    await say('hai tin');
    const link = page.locator('.talk a[href="tel:115"]');
    await link.waitFor();
    expect(await link.innerText()).toBe('115');
    // The second bubble of one voice carries no second name.
    await page.waitForFunction(
      () => document.querySelectorAll('.msg:not(.msg--you):not(.msg--typing)').length === 2,
    );
    expect(await page.locator('.msg:not(.msg--you):not(.msg--typing) .msg__by').count()).toBe(1);
  });

  test.each([
    ['light', 360],
    ['dark', 1280],
  ] as const)(
    'every kind of message at once, %s, %i px: nobody stumbles, nothing sticks out',
    async (colorScheme, width) => {
      const { page, say } = await open({
        colorScheme,
        viewport: { width, height: width === 360 ? 800 : 900 },
      });
      await say('luong toi thieu o bmt gio nhiu vay ad');
      await page.waitForSelector(OPEN_CHOICES);
      await say(COMPLAINT);
      await page.waitForSelector('.slip');
      await page.locator(OPEN_CHOICES).first().click();
      await page.waitForSelector('.code');
      await backend.officerSays('Chị cho hỏi công ty còn nợ bao nhiêu người?');
      await page.waitForSelector('.msg--officer');
      await page.context().setOffline(true);
      await say('em gui anh bang luong dc ko');
      await page.waitForSelector('.msg--unsent');
      expect(await stumblingBlocks(page)).toEqual([]);
      expect(await sidewaysPx(page)).toBe(0);
      const folder = process.env.SHOTS;
      if (!folder) return;
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: `${folder}/chat-${width}-${colorScheme}-whole.png`, fullPage: true });
      await page.screenshot({ path: `${folder}/chat-${width}-${colorScheme}.png` });
    },
  );
});
