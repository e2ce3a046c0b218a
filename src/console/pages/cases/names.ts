import type { Case } from '../../../model/case.ts';
import type { StaffAccount } from '../../../model/staff.ts';
import type { UnionIndex } from '../../../union/tree-index.ts';
import type { Desk } from './desk.ts';
import { KIND_WORDS } from './words.ts';

/** How those are called who appear in a case. */
export type Names = {
  /** Of `holder`, and of `by` in the history. */
  who(by: string): string;
  unit(code: string | null): string;
};

const OTHERS: Record<string, string> = { worker: 'Người gửi', clock: 'Đồng hồ', system: 'Cầu Nối' };
const ACCOUNT = 'account:';

export function namesOf(union: UnionIndex, accounts: readonly StaffAccount[]): Names {
  const logins = new Map(accounts.map(({ login, name }) => [login, name]));
  return {
    who(by) {
      if (by.startsWith(ACCOUNT)) {
        const login = by.slice(ACCOUNT.length);
        return `${logins.get(login) ?? login} (phòng làm việc)`;
      }
      return OTHERS[by] ?? union.officer(by)?.name ?? by;
    },
    unit: (code) => (code === null ? 'chưa có đơn vị' : (union.unit(code)?.name ?? code)),
  };
}

/** Where it happened. */
export function placeOf(union: UnionIndex, { workplaceText, workplace }: Case): string {
  if (workplaceText !== '') return workplaceText;
  const unit = union.unit(workplace);
  return unit?.workplaces[0] ?? unit?.name ?? 'chưa rõ nơi';
}

/** What it is about: the topic, or the kind where that says more. */
export const matterOf = ({ kind, topic }: Case, { content }: Pick<Desk, 'content'>): string =>
  (kind === 'complaint' || kind === 'emergency') && topic !== null
    ? content.topicTitle(topic)
    : KIND_WORDS[kind];
