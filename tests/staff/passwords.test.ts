import fc from 'fast-check';
import { faultOf } from '../../src/staff/password-rules.ts';
import { createPasswords } from '../../src/staff/passwords.ts';

const CHEAP = { N: 2, r: 1, p: 1 };
const passwords = createPasswords(CHEAP);

test('the right password is right and any other is not', async () => {
  const stored = await passwords.hash('ba con mèo ví dụ');
  expect(await passwords.isRight('ba con mèo ví dụ', stored)).toBe(true);
  expect(await passwords.isRight('ba con meo vi du', stored)).toBe(false);
  expect(await passwords.isRight('', null)).toBe(false);
});

test('two keyboards write one password', async () => {
  const stored = await passwords.hash('một hai ba bốn'.normalize('NFC'));
  expect(await passwords.isRight('một hai ba bốn'.normalize('NFD'), stored)).toBe(true);
});

test('the cost stands with the hash, so that old ones stay right and are known as old', async () => {
  const dearer = createPasswords({ N: 4, r: 2, p: 1 });
  const stored = await passwords.hash('ba con mèo ví dụ');
  expect(stored).toMatch(/^scrypt\$2\$1\$1\$/);
  expect(await dearer.isRight('ba con mèo ví dụ', stored)).toBe(true);
  expect([passwords.isOutdated(stored), dearer.isOutdated(stored)]).toEqual([false, true]);
});

test('the same password has another hash each time', async () => {
  expect(await passwords.hash('ba con mèo')).not.toBe(await passwords.hash('ba con mèo'));
});

test('a production hash can be made and many at once end', async () => {
  const real = createPasswords();
  const made = await Promise.all(Array.from({ length: 4 }, () => real.hash('ba con mèo ví dụ')));
  expect(made.every((one) => one.startsWith('scrypt$32768$8$3$'))).toBe(true);
});

test.each([
  ['ngắn', 'short'],
  ['x'.repeat(201), 'long'],
  ['hanh.lt là tôi', 'login'],
  ['tôi là HANHLT đó', 'login'],
  ['password2026', 'common'],
  ['Mật khẩu 123', 'common'],
  ['CongDoan@2026', 'common'],
  ['1234567890', 'monotonous'],
  ['qwertyuiop', 'monotonous'],
  ['aaaaaaaaaaaa', 'monotonous'],
  ['ba con mèo ví dụ', null],
  ['mưa rừng 7 ghế', null],
])('%s: %s', (password, fault) => {
  expect(faultOf(password, 'hanh.lt')).toBe(fault);
});

test('whatever is typed, it is judged, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (password, login) => {
      faultOf(password, login);
    }),
  );
});
