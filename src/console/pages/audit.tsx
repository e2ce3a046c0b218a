import { type AuditEntry, ROLES } from '../../model/staff.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { Blank } from '../parts/blank.tsx';
import { Head } from '../parts/head.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/table.tsx';
import { dayHead, When } from '../parts/when.tsx';
import type { Answer, Ask } from '../route.ts';
import { AUDIT_WORDS, ROLE_WORDS } from '../words.ts';

export type AuditPageDeps = { store: Pick<Store, 'audit'>; world: Pick<World, 'now'> };

const ROOM = '/console/audit';
const PAGE = 50;

/** The audit, newest first. Nobody can change it, and reading it changes nothing. */
export function auditPages({ store, world }: AuditPageDeps) {
  return {
    async list({ query }: Ask): Promise<Answer> {
      const after = readPlace(query.get('after'));
      const found = await store.audit.list({}, after, PAGE + 1);
      const entries = found.slice(0, PAGE);
      const last = entries.at(-1);
      const older = found.length > PAGE && last ? `${ROOM}?after=${writePlace(last)}` : null;
      const body = (
        <>
          <Head
            title="Sổ ghi"
            says="Ai đã làm gì, mới nhất trước. Không ai sửa hoặc xóa được sổ này từ đây."
          />
          {entries.length === 0 && (
            <Blank state="done" title="Chưa có gì trong sổ">
              <p>Mỗi lần đăng nhập, đổi mật khẩu hay mở tài khoản được ghi ở đây.</p>
            </Blank>
          )}
          {entries.length > 0 && <Entries entries={entries} now={world.now()} />}
          <Pager newer={after === null ? null : ROOM} older={older} />
        </>
      );
      return { is: 'page', title: 'Sổ ghi', room: ROOM, body };
    },
  };
}

const Entries = ({ entries, now }: { entries: readonly AuditEntry[]; now: Date }) => (
  <Table
    caption="Sổ ghi, mới nhất trước"
    rows={entries}
    keyOf={({ id }) => id}
    groupOf={({ at }) => dayHead(at, now)}
    columns={[
      { title: 'Lúc', place: 'lead', cell: ({ at }) => <When at={at} /> },
      { title: 'Ai', place: 'lead', cell: ({ who }) => whoWords(who) },
      { title: 'Việc', place: 'fill', cell: ({ what }) => AUDIT_WORDS[what] },
      { title: 'Với', cell: ({ target, who }) => (target === who ? '' : target) },
      { title: 'Vì sao', cell: whyWords },
    ]}
  />
);

/** A reason as it was written; the opening of an account names its role. */
function whyWords({ what, why }: AuditEntry): string | null {
  const role = what === 'account-added' ? ROLES.find((one) => one === why) : undefined;
  return role ? ROLE_WORDS[role].title : why;
}

const whoWords = (who: string): string => (who === 'command' ? 'Dòng lệnh' : who === '?' ? 'Người lạ' : who);

const writePlace = ({ at, id }: AuditEntry): string => `${at.getTime()}.${encodeURIComponent(id)}`;

function readPlace(text: string | null): { at: Date; id: string } | null {
  const [, time, id] = /^(\d{1,15})\.(.+)$/.exec(text ?? '') ?? [];
  return time && id ? { at: new Date(Number(time)), id } : null;
}
