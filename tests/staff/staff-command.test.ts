import { run } from '../../src/cli/staff.ts';
import { openTestStore, type TestStore } from '../cases/test-store.ts';

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

async function staff(line: string, stdin: string[] = []) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: (text: string) => out.push(text),
    stderr: (text: string) => err.push(text),
    stdin: (async function* () {
      yield* stdin;
    })(),
  };
  const parts = {
    store: async () => opened.store,
    world: opened.world,
    publicUrl: 'https://cau-noi.example/',
  };
  const code = await run(line.split(' '), io, parts);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('an account is added with a link, or with a password from stdin', async () => {
  const added = await staff('add --login hanh.lt --name Hạnh --role admin --json');
  expect(added.code).toBe(0);
  const { login, link, expiresAt } = JSON.parse(added.out);
  expect(login).toBe('hanh.lt');
  expect(link).toMatch(/^https:\/\/cau-noi\.example\/console\/invite\?link=[\w-]+$/);
  expect(Date.parse(expiresAt)).toBeGreaterThan(opened.world.now().getTime());
  const other = await staff('add --login mai.nt --name Mai --role staff --password-stdin', [
    'ba con mèo ví dụ',
  ]);
  expect(other).toMatchObject({ code: 0, out: 'added mai.nt' });
  const listed = (await staff('list --json')).out.split('\n').map((line) => JSON.parse(line));
  expect(listed.map((one) => [one.login, one.state])).toEqual([
    ['hanh.lt', 'invited'],
    ['mai.nt', 'active'],
  ]);
  expect((await staff('list')).out).toContain('invited');
});

test('what cannot be is said and ends with 1', async () => {
  expect(await staff('add --login x --name Hạnh --role admin')).toMatchObject({ code: 1 });
  expect((await staff('add --login abc --name Hạnh --role officer')).err).toContain('no such unit');
  expect((await staff('add --login abc --name Hạnh --role admin --password-stdin', ['ngắn'])).err).toContain(
    'shorter',
  );
  expect(await staff('end nobody')).toMatchObject({
    code: 1,
    err: 'there is no such account, or it has ended',
  });
  expect(await staff('reset nobody')).toMatchObject({ code: 1 });
});

test('an account is reset and ended, and the audit says who did it', async () => {
  await staff('add --login mot.ng --name Một --role admin --password-stdin', ['ba con mèo ví dụ']);
  await staff('add --login hai.ng --name Hai --role admin --password-stdin', ['ba con mèo ví dụ']);
  await staff('end hanh.lt');
  expect(await staff('end hai.ng --why nghỉ')).toMatchObject({ code: 0 });
  expect((await staff('reset mot.ng')).out).toMatch(/^mot\.ng opens https:/);
  expect((await staff('end mot.ng')).err).toContain('last admin');
  const [entry] = await opened.store.audit.list({ target: 'hai.ng' }, null, 1);
  expect(entry).toMatchObject({ who: 'command', what: 'account-ended', target: 'hai.ng', why: 'nghỉ' });
});

test('a second factor is dropped by whoever works at the machine', async () => {
  await staff('add --login ba.ng --name Ba --role staff --password-stdin', ['ba con mèo ví dụ']);
  const lost = 'drop-second-factor ba.ng --why mất-máy';
  expect(await staff(lost)).toMatchObject({ code: 1, err: 'ba.ng has no second factor' });
  const { factors } = opened.store.staff;
  await factors.offer('ba.ng', 'GEZDGNBVGY3TQOJQ');
  await factors.confirm('ba.ng', 1, []);
  expect(await staff(lost)).toMatchObject({ code: 0 });
  const [entry] = await opened.store.audit.list({ target: 'ba.ng' }, null, 1);
  expect(entry).toMatchObject({ who: 'command', what: 'second-factor-reset', why: 'mất-máy' });
});

test.each(['', 'add', 'add --login a', 'end', 'list more', 'nonsense', 'add more --login a'])(
  '"%s" prints the usage',
  async (line) => {
    expect(await staff(line)).toMatchObject({ code: 2 });
  },
);
