import { join } from 'node:path';
import { createStaffParts } from '../../src/console/console.ts';
import type { NewAccount } from '../../src/model/staff.ts';
import { CHEAP, PASSWORD } from '../console/start-console.ts';
import { createVisitor } from '../console/visitor.ts';
import type { MovingWorld } from './moving-world.ts';
import { ROOT, type RunningApp } from './start-app.ts';

export const UNION = join(ROOT, 'tests/journeys/union.yaml');

/** An officer of the tree gets an account of the console. */
export async function addOfficer({ store }: RunningApp, world: MovingWorld, login: string, officer: string) {
  const { accounts } = createStaffParts({ store, world, cost: CHEAP });
  const account: NewAccount = { login, name: 'Cán bộ ví dụ', role: 'officer', unit: 'cd-tan-an', officer };
  const added = await accounts.add(account, PASSWORD, 'command');
  if (!added.ok) throw new Error(added.fault);
}

/** The officer at the desk, in a browser without script. */
export async function deskOf(app: RunningApp, login: string) {
  const visitor = createVisitor(app.url);
  await visitor.signIn(login);

  /** Fills the form of that name on the case's page, or in its dialog, and sends it; the toast of the next page. */
  async function act(code: string, action: string, fields: Record<string, string> = {}): Promise<string> {
    const path = `/console/cases/${code}`;
    const form = await visitor.get(
      ['resolve', 'transfer', 'extend'].includes(action) ? `${path}/${action}` : path,
    );
    const pattern = new RegExp(`action="[^"]*/${action}"[\\s\\S]*?name="id" value="([^"]+)"`);
    const [, id = ''] = pattern.exec(form.text) ?? [];
    const sent = await visitor.post(`${path}/${action}`, { id, ...fields });
    if (sent.status !== 303) throw new Error(`${action} answered ${sent.status}`);
    await app.atRest();
    const next = await visitor.get(sent.headers.get('location') ?? '');
    return /class="toast notice"[\s\S]*?<span>([^<]*)/.exec(next.text)?.[1] ?? '';
  }
  const page = async (code: string) => (await visitor.get(`/console/cases/${code}`)).text;
  const list = async (query = '') => (await visitor.get(`/console/cases${query}`)).text;
  return { act, page, list };
}
