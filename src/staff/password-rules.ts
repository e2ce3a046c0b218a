/** What is wrong with a password somebody chose; null when nothing is. */
export type PasswordFault = 'short' | 'long' | 'login' | 'common' | 'monotonous';

export const LEAST_LETTERS = 10;
export const MOST_LETTERS = 200;

// What is guessed first, here and everywhere. Compared without marks, capitals, signs and trailing digits.
const COMMON = [
  'password',
  'matkhau',
  'congdoan',
  'laodong',
  'vietnam',
  'daklak',
  'buonmathuot',
  'tuyhoa',
  'phuyen',
  'caunoi',
  'administrator',
  'admin',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'iloveyou',
  'abc',
  'welcome',
];
const RUNS = ['01234567890', '09876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

/** Length is what counts; no rule asks for signs or digits, which only makes passwords forgotten. */
export function faultOf(password: string, login: string): PasswordFault | null {
  const letters = [...password.normalize('NFKC')];
  if (letters.length < LEAST_LETTERS) return 'short';
  if (letters.length > MOST_LETTERS) return 'long';
  const plain = plainOf(password);
  if (login.length > 2 && plain.includes(plainOf(login))) return 'login';
  if (new Set(letters).size < 4 || RUNS.some((run) => run.includes(plain) && plain !== ''))
    return 'monotonous';
  const word = plain.replace(/\d+/g, '');
  return COMMON.some((common) => word === common || word === common + common) ? 'common' : null;
}

const plainOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
