import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** `describe`, or one line that says why nothing was looked at. */
export const describeInBrowser: jest.Describe = existsSync(executablePath) ? describe : skipped();

function skipped(): jest.Describe {
  process.stderr.write(`skipped: no browser at ${executablePath} (set CHROMIUM)\n`);
  return describe.skip;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export type Visit = {
  page: Page;
  /** What the browser complained about: errors of scripts, things the policy refused, files that are not there. */
  complaints: string[];
  say(text: string): Promise<void>;
  close(): Promise<void>;
};

/** Opens the page as one more person with a browser of their own. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    complaints,
    async say(text) {
      await page.fill('#viet', text);
      await page.click('#gui-tin button[type="submit"]');
    },
    close: () => context.close(),
  };
}

/** What a person without sight, colour or mouse would stumble over, by axe-core. */
export async function stumblingBlocks(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await page.evaluate(
    (values) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
    tags,
  );
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

/** How far the page can be pushed sideways; 0 as it should be. */
export const sidewaysPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
