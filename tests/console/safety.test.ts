import { safeNext } from '../../src/console/pages/sign-in.tsx';
import { type RunningConsole, startConsole } from './start-console.ts';
import { createVisitor } from './visitor.ts';

let plain: RunningConsole;
let secure: RunningConsole;
beforeAll(async () => {
  plain = await startConsole();
  secure = await startConsole({ publicUrl: 'https://cau-noi.example' });
  await plain.add({ login: 'quan.tri' });
  await secure.add({ login: 'quan.tri' });
});
afterAll(async () => {
  await plain.close();
  await secure.close();
});

test('a page runs, loads and frames nothing but our own files, and nobody keeps it', async () => {
  const visitor = createVisitor(plain.url);
  await visitor.signIn('quan.tri');
  for (const path of ['/console/sign-in', '/console/', '/console/me', '/console/khong-co']) {
    const { headers, text } = await visitor.get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
  }
});

test('cookies are for us alone, and over https for https alone', async () => {
  const cookiesOf = async (url: string) => {
    const visitor = createVisitor(url);
    const { headers } = await visitor.signIn('quan.tri');
    return headers.getSetCookie().filter((line) => line.includes('staff='));
  };
  const [over] = await cookiesOf(secure.url);
  expect(over).toMatch(/^__Host-cau-noi-staff=[\w%-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const [here] = await cookiesOf(plain.url);
  expect(here).toMatch(/^cau-noi-staff=[\w%-]+; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('every form that changes something carries the proof that it is ours', async () => {
  const visitor = createVisitor(plain.url);
  await visitor.signIn('quan.tri');
  for (const path of [
    '/',
    '/me',
    '/accounts',
    '/accounts/new',
    '/accounts/quan.tri/end',
    '/accounts/quan.tri/reset',
    '/audit',
  ]) {
    const { text } = await visitor.get(`/console${path}`);
    const forms = text.match(/<form [^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    expect(forms.length).toBeGreaterThan(0);
    for (const form of forms) expect(form).toContain('name="_csrf"');
  }
});

test('the token of another session, or of before the sign-in, is none', async () => {
  const [one, other] = [createVisitor(plain.url), createVisitor(plain.url)];
  const before = /name="_csrf" value="([^"]+)"/.exec((await one.get('/console/sign-in')).text)?.[1] ?? '';
  await one.signIn('quan.tri');
  await other.signIn('quan.tri');
  const theirs = /name="_csrf" value="([^"]+)"/.exec((await other.get('/console/me')).text)?.[1] ?? '';
  for (const token of [before, theirs]) {
    const answer = await one.post('/console/sign-out', {}, token);
    expect(answer.status).toBe(419);
    expect(answer.text).toContain('Biểu mẫu đã cũ');
  }
  expect((await one.get('/console/me')).status).toBe(200);
});

test('the sixth wrong attempt is told how long to wait', async () => {
  const fresh = await startConsole();
  await fresh.add({ login: 'quan.tri' });
  const visitor = createVisitor(fresh.url);
  for (let n = 0; n < 5; n++)
    expect(await visitor.signIn('quan.tri', 'sai sai sai')).toMatchObject({ status: 401 });
  const answer = await visitor.signIn('quan.tri');
  expect(answer.status).toBe(429);
  expect(answer.text).toContain('Thử lại sau 5 phút');
  await fresh.close();
});

test('htmx is told to go to the door when the session is over, and gets problems as parts', async () => {
  const visitor = createVisitor(plain.url);
  const htmx = { 'hx-request': 'true' };
  const out = await visitor.get('/console/accounts', htmx);
  expect([out.status, out.headers.get('hx-redirect')]).toEqual([401, '/console/sign-in']);
  await visitor.signIn('quan.tri');
  const part = await visitor.get('/console/khong-co', htmx);
  expect(part.status).toBe(404);
  expect(part.text).toMatch(/^<div class="notice notice--fault"/);
  expect((await visitor.get('/console/accounts/quan.tri/end', htmx)).text).toMatch(/^<dialog /);
});

test('files of the console are kept for good under their version', async () => {
  const visitor = createVisitor(plain.url);
  const { text } = await visitor.get('/console/sign-in');
  const css = /href="([^"]+console\.css)"/.exec(text)?.[1] ?? '';
  const { status, headers } = await visitor.get(css);
  expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  for (const file of ['htmx.js', 'console.js', 'icons.svg', 'fonts/be-vietnam-pro-latin-400-normal.woff2'])
    expect((await visitor.get(css.replace('console.css', file))).status).toBe(200);
});

test.each([
  ['/console/audit?after=1', '/console/audit?after=1'],
  ['//evil.example/console/', '/console/'],
  ['/console//evil.example', '/console/'],
  ['https://evil.example', '/console/'],
  ['/console/\\evil', '/console/'],
  ['/', '/console/'],
  [null, '/console/'],
])('after the sign-in %s leads to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});
