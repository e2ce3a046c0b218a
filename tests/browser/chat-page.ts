import type { Browser } from 'playwright-core';
import { describeInBrowser, launch, sidewaysPx, stumblingBlocks, type Visit, visit } from './browser.ts';

/** What the chat page needs of whatever runs behind it. */
export type Backend = { url: string; close(): Promise<void> };

/** A question that every backend answers with choices. */
export const QUESTION = 'lương tối thiểu ở Buôn Ma Thuột';
const OPEN_CHOICES = '.choices:not(.choices--past) button';
const ANSWER = '.msg:not(.msg--you):not(.msg--typing) .bubble';

/** Promises of the page that hold over any backend: the fake one, and the whole app. */
export function describeChatPage(name: string, start: () => Promise<Backend>): void {
  describeInBrowser(`the chat page over ${name}`, () => {
    let backend: Backend;
    let browser: Browser;
    let visits: Visit[] = [];
    beforeAll(async () => {
      [backend, browser] = [await start(), await launch()];
    });
    afterEach(async () => {
      await Promise.all(visits.map((one) => one.close()));
      visits = [];
    });
    afterAll(async () => {
      await browser?.close();
      await backend?.close();
    });
    async function open(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
      const one = await visit(browser, backend.url, options);
      visits.push(one);
      return one;
    }

    test('what is sent is shown, then answered, and stays after a reload', async () => {
      const { page, say, complaints } = await open();
      await say(QUESTION);
      expect(await page.inputValue('#viet')).toBe('');
      await page.waitForSelector(ANSWER);
      const answer = await page.locator(ANSWER).first().innerText();
      await page.reload();
      await page.waitForSelector(ANSWER);
      expect(await page.locator(ANSWER).first().innerText()).toBe(answer);
      expect(await page.locator('.msg--you .bubble').allInnerTexts()).toEqual([QUESTION]);
      expect(complaints).toEqual([]);
    });

    test('everything can be done with the keyboard', async () => {
      const { page } = await open({ viewport: { width: 1280, height: 900 } });
      await page.keyboard.press('Tab');
      expect(await page.locator('.skip').evaluate((link) => link === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.keyboard.type(QUESTION);
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('?');
      await page.keyboard.press('Enter');
      await page.waitForSelector(OPEN_CHOICES);
      await page.keyboard.press('Shift+Tab');
      const chosen = page.locator(OPEN_CHOICES).last();
      const title = await chosen.locator('span').innerText();
      expect(await chosen.evaluate((button) => button === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.choices--past');
      expect(await page.locator('.msg--you .bubble').allInnerTexts()).toEqual([`${QUESTION}\n?`, title]);
      // The pressed button is out of use, so the next thing to do has the focus.
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('viet');
    });

    test('a used menu stays, faded, with the chosen button framed', async () => {
      const { page, say } = await open();
      await say(QUESTION);
      await page.locator(OPEN_CHOICES).first().click();
      const past = page.locator('.choices--past').first().locator('button');
      await past.first().waitFor();
      const pressed = await past.evaluateAll((buttons) =>
        buttons.map((button) => [
          (button as HTMLButtonElement).disabled,
          button.getAttribute('aria-pressed'),
        ]),
      );
      expect(pressed).toEqual(pressed.map((_, index) => [true, String(index === 0)]));
    });

    test('without network words wait on this machine, and go by themselves when it is back', async () => {
      const { page, say } = await open();
      await say(QUESTION);
      await page.waitForSelector(ANSWER);
      await page.context().setOffline(true);
      await page.waitForSelector('.strip > span', { state: 'visible' });
      await say('tin lúc mất mạng');
      await page.waitForSelector('.msg--unsent .msg__fault');
      await page.context().setOffline(false);
      await page.waitForSelector('.msg--unsent', { state: 'detached' });
      await page.waitForSelector('.strip > span', { state: 'hidden' });
      expect(await page.locator('.msg--you .bubble').allInnerTexts()).toContain('tin lúc mất mạng');
      await page.waitForFunction(() => localStorage.length === 0);
    });

    test.each([
      ['light', 360],
      ['dark', 1280],
    ] as const)('nobody stumbles in the %s theme at %i px', async (colorScheme, width) => {
      const { page, say } = await open({ colorScheme, viewport: { width, height: 800 } });
      expect(await stumblingBlocks(page)).toEqual([]);
      await say(QUESTION);
      await page.waitForSelector(OPEN_CHOICES);
      await page.locator(OPEN_CHOICES).first().click();
      await page.waitForSelector('.choices--past');
      expect(await stumblingBlocks(page)).toEqual([]);
    });

    test.each([320, 360, 768, 1280])('nothing runs out of a window of %i px', async (width) => {
      const { page, say } = await open({ viewport: { width, height: 700 } });
      await say(`${'a'.repeat(400)} https://example.org/${'duong-dan-dai/'.repeat(20)}`);
      await say(QUESTION);
      await page.waitForSelector(ANSWER);
      expect(await sidewaysPx(page)).toBe(0);
    });

    test('everything that is pressed is large enough for a thumb', async () => {
      const { page, say } = await open();
      await say(QUESTION);
      await page.waitForSelector(OPEN_CHOICES);
      const small = await page.$$eval('button, .btn, .brand, summary, textarea', (all) =>
        all
          .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML),
      );
      expect(small).toEqual([]);
      const heights = await page.$$eval(OPEN_CHOICES, (all) =>
        all.map((one) => one.getBoundingClientRect().height),
      );
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
    });

    test('without script it is a form that shows the talk', async () => {
      const { page, say } = await open({ javaScriptEnabled: false });
      await say(QUESTION);
      await page.waitForSelector('.msg--you .bubble');
      // The notice comes first; the answer, which the choices stand under, may come after another look.
      const choices = page.locator('form.choices button');
      for (let tries = 0; tries < 100 && (await choices.count()) === 0; tries += 1) {
        await page.waitForTimeout(100);
        await page.click('form[method="get"] button');
      }
      expect(await page.locator('.msg--you .bubble').allInnerTexts()).toEqual([QUESTION]);
      await choices.first().click();
      await page.waitForURL(/#viet$/);
      expect(await page.locator('.msg--you .bubble').count()).toBe(2);
    });
  });
}
