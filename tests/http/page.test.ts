import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadPageWords } from '../../src/http/page-words.ts';
import { openSession, type RunningHttp, startHttp } from './start-http.ts';

const ROOT = join(import.meta.dirname, '../..');

// `fetch` unpacks by itself and asks past every cache.
const rawGet = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      request(url, { headers }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    },
  );

let http: RunningHttp;
beforeEach(async () => {
  http = await startHttp();
});
afterEach(() => http.close());

const pageFor = async (cookie = '') => {
  const answer = await fetch(http.url, { headers: { cookie } });
  return { answer, html: await answer.text() };
};

describe('the public page', () => {
  test('says what it is, who reads, and where to write, and is kept by nobody', async () => {
    const { answer, html } = await pageFor();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const words = loadPageWords(ROOT);
    for (const text of [
      words.title,
      words.about.intro,
      words.composer.hint,
      ...words.about.points.map((one) => one.text),
    ])
      expect(html).toContain(text);
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
  });

  test('has no code or style of its own: the policy would refuse it', async () => {
    const { html } = await pageFor();
    expect(html).not.toMatch(/<style|style="|\son\w+="|javascript:/);
    expect(html.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script type="module" src="[^"]+">$/),
    ]);
    expect(html).toMatch(/<script[^>]*><\/script>/);
  });

  test('every file that it and its files name is there', async () => {
    const { html } = await pageFor();
    const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"#]+)/g)].map((match) => match[1] ?? '');
    const css = named.find((url) => url.endsWith('.css')) ?? '';
    const inCss = [...(await (await fetch(http.url + css)).text()).matchAll(/url\("([^"]+)"\)/g)];
    const script = named.find((url) => url.endsWith('.js')) ?? '';
    const inScript = [...(await (await fetch(http.url + script)).text()).matchAll(/from '([^']+)'/g)];
    const relative = [...inCss, ...inScript].map((match) => new URL(match[1] ?? '', http.url + css).pathname);
    expect(relative.length).toBeGreaterThan(8);
    for (const path of new Set([...named, ...relative])) {
      const answer = await fetch(http.url + path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('cache-control')).toContain('immutable');
    }
    const icons = readFileSync(join(ROOT, 'src/http/public/icons.svg'), 'utf8');
    for (const [, name] of html.matchAll(/icons\.svg#([\w-]+)/g)) expect(icons).toContain(`id="${name}"`);
  });

  test('shows the talk of its own session to a browser without script, as text', async () => {
    const session = await openSession(http.url);
    await session.post({ id: 'a', text: '<b>đậm</b>' });
    const [exchange] = http.memory.exchanges;
    if (!exchange) throw new Error('no exchange');
    await http.memory.say(exchange, {
      text: 'Chọn một số:',
      choices: [{ n: 1, title: 'Lương', say: 'lương' }],
    });
    const { html } = await pageFor(`cau-noi-chat=${session.token}`);
    expect(html).toContain('&lt;b>đậm&lt;/b>');
    expect(html).toMatch(/<button type="submit" name="text" value="1">/);
    expect(html).toContain('data-session="open"');
    const other = await pageFor();
    expect(other.html).not.toContain('đậm');
    expect(other.html).toContain('data-session="none"');
  });

  test('a page that is not there leads back', async () => {
    const answer = await fetch(`${http.url}/nowhere`, { headers: { accept: 'text/html' } });
    const html = await answer.text();
    expect(html).toContain(loadPageWords(ROOT).trouble.problems['404'].title);
    expect(html).toContain('href="/"');
  });
});

describe('its files', () => {
  const cssUrl = async () => `${http.url}${(await pageFor()).html.match(/href="([^"]+look\.css)"/)?.[1]}`;

  test('are sent packed to who can unpack them', async () => {
    const url = await cssUrl();
    const plain = await (await fetch(url, { headers: { 'accept-encoding': 'identity' } })).text();
    const packed = await rawGet(url, { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toBe(plain);
    expect(packed.body.length).toBeLessThan(plain.length / 2);
  });

  test('of another version are the present ones, and are asked for again', async () => {
    const url = (await cssUrl()).replace(/assets\/[^/]+/, 'assets/old');
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const again = await rawGet(url, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test.each(['../server.ts', '..%2Fserver.ts', 'fonts/', 'nothing.js', '%00'])(
    '%s is not one of them',
    async (file) => {
      const answer = await fetch((await cssUrl()).replace('look.css', file));
      expect(answer.status).toBe(404);
    },
  );

  test('the font comes with its licence', async () => {
    const answer = await fetch((await cssUrl()).replace('look.css', 'fonts/OFL.txt'));
    expect(await answer.text()).toContain('SIL OPEN FONT LICENSE');
  });
});

describe('the words of the page', () => {
  const rootWith = (change: (text: string) => string) => {
    const root = mkdtempSync(join(tmpdir(), 'page-'));
    mkdirSync(join(root, 'content'));
    writeFileSync(
      join(root, 'content/page.yaml'),
      change(readFileSync(join(ROOT, 'content/page.yaml'), 'utf8')),
    );
    return root;
  };

  test.each<[string, (text: string) => string, RegExp]>([
    ['a missing entry', (text) => text.replace(/^skip:.*$/m, ''), /content\/page\.yaml:\d+: skip: /],
    ['a misspelt entry', (text) => text.replace('hint:', 'hnit:'), /content\/page\.yaml:\d+: composer/],
    ['an icon we do not have', (text) => text.replace('icon: lock', 'icon: sun'), /about\.points\.2\.icon/],
    ['a lost placeholder', (text) => text.replace('"Hôm nay, {day}"', 'Hôm nay'), /talk\.today/],
    ['no YAML', (text) => `${text}\n: : :`, /content\/page\.yaml:\d+: /],
  ])('%s is refused with file and line', (_name, change, message) => {
    expect(() => loadPageWords(rootWith(change))).toThrow(message);
  });

  test('a token of Zalo becomes a meta tag', async () => {
    const root = rootWith((text) => text.replace('zaloVerification: null', 'zaloVerification: "abc123"'));
    await http.close();
    http = await startHttp({ words: loadPageWords(root) });
    expect((await pageFor()).html).toContain(
      '<meta name="zalo-platform-site-verification" content="abc123"/>',
    );
  });
});
