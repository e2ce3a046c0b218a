import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { AppError } from '../errors.ts';
import { type NewAccount, ROLES } from '../model/staff.ts';
import { type AccountFault, type Accounts, createAccounts, type OneTimeLink } from '../staff/accounts.ts';
import { LEAST_LETTERS } from '../staff/password-rules.ts';
import { createPasswords } from '../staff/passwords.ts';
import { createSecondFactor, type SecondFactor } from '../staff/second-factor.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Io } from './io.ts';

export const usage = `staff add --login LOGIN --name NAME --role officer|staff|admin [--unit UNIT] [--officer OFFICER] [--password-stdin] [--json]
  an account for the console; without --password-stdin it prints a one-time link with which its holder chooses the password
staff reset LOGIN [--json]
  forgets the password, ends every session and prints a new one-time link
staff list [--json]
staff end LOGIN [--why REASON]
  until it is reopened in the console; the login is given to nobody else
staff drop-second-factor LOGIN [--why REASON]
  for somebody who lost their phone and their recovery codes: from then on the password is enough
staff link-code OFFICER [--json]
  a code for one use within 24 hours: the officer sends "liên kết CODE" to the bot from their own Zalo or Messenger`;

type StaffParts = {
  store(): Promise<Store>;
  world: Pick<World, 'now' | 'newId'>;
  /** Where people reach the console, for links. */
  publicUrl: string | null;
};
type StaffIo = Pick<Io, 'stdout' | 'stderr' | 'stdin'>;
type Call = Omit<StaffParts, 'store'> & {
  values: Values;
  operand: string | null;
  io: StaffIo;
  store: Store;
  accounts: Accounts;
  secondFactor: SecondFactor;
};

const OPTIONS = {
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  unit: { type: 'string' },
  officer: { type: 'string' },
  why: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Null: wrong usage. */
const COMMANDS: Record<string, (call: Call) => Promise<number | null>> = {
  add,
  reset,
  list,
  end,
  'drop-second-factor': dropSecondFactor,
  'link-code': linkCode,
};

/** Accounts of the console and codes of officers. 1 for a failure that is explained, 2 when the command is wrong. */
export async function run(args: string[], io: StaffIo, parts: StaffParts): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (values.help) {
    io.stdout(usage);
    return 0;
  }
  const [name = '', operand = null, ...more] = positionals;
  const command = COMMANDS[name];
  const wrong = () => {
    io.stderr(usage);
    return 2;
  };
  if (!command || more.length > 0 || (operand === null) !== ['add', 'list'].includes(name)) return wrong();
  const store = await parts.store();
  const passwords = createPasswords();
  const accounts = createAccounts({ store, passwords, world: parts.world });
  const secondFactor = createSecondFactor({ ...store, passwords, world: parts.world });
  return (await command({ ...parts, values, operand, io, store, accounts, secondFactor })) ?? wrong();
}

async function add({ values, io, accounts, publicUrl }: Call): Promise<number | null> {
  const role = ROLES.find((one) => one === values.role);
  if (!values.login || !values.name || !role) return null;
  const { unit = null, officer = null } = values;
  const account: NewAccount = { login: values.login, name: values.name, role, unit, officer };
  if (values['password-stdin']) {
    const added = await accounts.add(account, await firstLine(io.stdin), BY);
    if (!added.ok) return explain(io, added.fault);
    io.stdout(values.json ? JSON.stringify({ login: account.login, link: null }) : `added ${account.login}`);
    return 0;
  }
  const invited = await accounts.addInvited(account, BY);
  return invited.ok
    ? printLink({ values, io, publicUrl }, account.login, invited.value)
    : explain(io, invited.fault);
}

async function reset({ operand, values, io, accounts, publicUrl }: Call): Promise<number> {
  const login = operand ?? '';
  const done = await accounts.reset(login, BY);
  return done.ok ? printLink({ values, io, publicUrl }, login, done.value) : explain(io, done.fault);
}

async function list({ values, io, store }: Call): Promise<number> {
  for (const {
    login,
    name,
    role,
    unit,
    officer,
    endedAt,
    lastSignInAt,
    hasPassword,
  } of await store.staff.list()) {
    const state = endedAt ? 'ended' : hasPassword ? 'active' : 'invited';
    if (values.json)
      io.stdout(
        JSON.stringify({
          login,
          name,
          role,
          unit,
          officer,
          state,
          lastSignInAt: lastSignInAt?.toISOString() ?? null,
        }),
      );
    else
      io.stdout(
        [login.padEnd(20), role.padEnd(8), state.padEnd(8), (unit ?? '-').padEnd(20), name].join(' '),
      );
  }
  return 0;
}

async function end({ operand, values, io, accounts }: Call): Promise<number> {
  const login = operand ?? '';
  const done = await accounts.end(login, BY, values.why ?? null);
  if (!done.ok) return explain(io, done.fault);
  io.stdout(`ended ${login} and every session of it`);
  return 0;
}

async function dropSecondFactor({ operand, values, io, secondFactor }: Call): Promise<number> {
  const login = operand ?? '';
  if (!(await secondFactor.reset(login, BY, values.why ?? null))) {
    io.stderr(`${login} has no second factor`);
    return 1;
  }
  io.stdout(`${login} signs in with the password alone; every session of it ended`);
  return 0;
}

async function linkCode({ operand, values, io, store, world }: Call): Promise<number> {
  const officer = operand ?? '';
  const found = (await store.union.tree()).officers.find(({ code }) => code === officer);
  if (!found || found.endedAt !== null) {
    io.stderr(`${officer} is no officer of the tree${found ? ' any more' : ''}`);
    return 1;
  }
  const code = newCode(world);
  const expiresAt = new Date(world.now().getTime() + LASTS_MS);
  await store.linkCodes.create(code, officer, expiresAt);
  io.stdout(
    values.json
      ? JSON.stringify({ code, expiresAt: expiresAt.toISOString() })
      : `${code}: ${officer} sends "liên kết ${code}" to the bot before ${expiresAt.toISOString()}`,
  );
  return 0;
}

/** Who changed it, in the audit: whoever works at the machine itself. */
const BY = 'command';
const LASTS_MS = 24 * 60 * 60_000;
const DIGITS = 10;

function printLink(
  { values, io, publicUrl }: Pick<Call, 'values' | 'io' | 'publicUrl'>,
  login: string,
  { token, expiresAt }: OneTimeLink,
): number {
  const link = `${publicUrl?.replace(/\/$/, '') ?? ''}/console/invite?link=${token}`;
  io.stdout(
    values.json
      ? JSON.stringify({ login, link, expiresAt: expiresAt.toISOString() })
      : `${login} opens ${link} once, before ${expiresAt.toISOString()}`,
  );
  return 0;
}

const WORDS: Record<AccountFault, string> = {
  short: `the password is shorter than ${LEAST_LETTERS} characters`,
  long: 'the password is longer than 200 characters',
  login: 'the password contains the login',
  common: 'the password is one that is guessed first',
  monotonous: 'the password is a run of keys',
  'login-shape': 'a login has 3 to 32 small letters without marks, digits, dots, dashes',
  'login-taken': 'there is or was an account of this login',
  name: 'the name has 2 to 80 characters',
  unit: 'there is no such unit; an officer needs one (see union import)',
  officer: 'there is no such officer in the tree',
  link: 'the link was used or has run out',
  'password-wrong': 'the password is wrong',
  'last-admin': 'this is the last admin: add another one first',
  gone: 'there is no such account, or it has ended',
};

function explain(io: StaffIo, fault: AccountFault): number {
  io.stderr(WORDS[fault]);
  return 1;
}

async function firstLine(stdin: AsyncIterable<string>): Promise<string> {
  for await (const line of stdin) return line.replace(/\r$/, '');
  throw new AppError('invalid', 'no password came on stdin');
}

/** Digits only: nothing that a phone's keyboard would write large or small by itself. */
function newCode(world: Pick<World, 'newId'>): string {
  const bytes = createHash('sha256').update(world.newId()).digest();
  const number = bytes.readBigUInt64BE() % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, '0');
}
