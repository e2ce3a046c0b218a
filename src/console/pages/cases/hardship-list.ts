import { dayOf } from '../../../content/day.ts';
import type { Case } from '../../../model/case.ts';
import { maskNumbers } from '../../../model/mask-numbers.ts';
import { type CaseAccess, caseAccess } from '../../../staff/case-access.ts';
import type { CasePlace, Store } from '../../../store/store.ts';
import type { World } from '../../../world.ts';
import type { Answer, Ask } from '../../route.ts';
import { toXlsx, XLSX_TYPE } from '../../xlsx.ts';
import type { Desk } from './desk.ts';
import { filterOf, findCases, readWanted } from './find-cases.ts';
import { type Names, namesOf, placeOf } from './names.ts';
import { STATUS_WORDS } from './words.ts';

export type HardshipListDeps = { store: Store; world: Pick<World, 'now'>; desk: Desk };

const PAGE = 200;
const MOST = 5000;

const COLUMNS = [
  { title: 'Mã hồ sơ', width: 12 },
  { title: 'Gửi lúc', width: 17 },
  { title: 'Nơi làm', width: 30 },
  { title: 'Họ tên (người gửi ghi)', width: 26 },
  { title: 'Đoàn viên (người gửi nói)', width: 16 },
  { title: 'Diện ưu tiên (người gửi chọn)', width: 40 },
  { title: 'Hoàn cảnh', width: 60 },
  { title: 'Chương trình', width: 26 },
  { title: 'Liên hệ', width: 20 },
  { title: 'Đơn vị đang giữ', width: 30 },
  { title: 'Người đang giữ', width: 24 },
  { title: 'Tình trạng', width: 18 },
  { title: 'Ý kiến xét', width: 30 },
] as const;

/** Requests for help as a list to consider: those of the filters that this person may see. Who took it is written down first. */
export function hardshipListPages({ store, world, desk }: HardshipListDeps) {
  return {
    async download({ query, who: { account }, units }: Ask): Promise<Answer> {
      const at = world.now();
      const now = await desk.officers();
      const seeing = { now, account, units, at };
      const filter = filterOf({ ...readWanted(query), kind: 'hardship' }, seeing);
      const cases: Case[] = [];
      let after: CasePlace | null = null;
      do {
        const found = await findCases(store, seeing, { filter, after, limit: PAGE });
        cases.push(...found.cases);
        after = found.older;
      } while (after !== null && cases.length < MOST);
      await store.audit.record({
        who: account.login,
        what: 'list-downloaded',
        target: account.role === 'officer' ? account.unit : null,
        why: `${cases.length} hồ sơ xin hỗ trợ`,
      });
      const names = namesOf(now.union, await store.staff.list());
      const rows = cases.map((one) =>
        rowOf(one, { desk, names, place: placeOf(now.union, one), access: caseAccess(now, account, one) }),
      );
      if (after !== null) rows.push(['Chưa hết: danh sách dài hơn thế này, hãy lọc bớt rồi tải lại']);
      const body = await toXlsx({ name: 'Xin hỗ trợ', columns: COLUMNS, rows });
      return { is: 'file', name: `xin-ho-tro-${dayOf(at)}.xlsx`, type: XLSX_TYPE, body };
    },
  };
}

type Seen = { desk: Desk; names: Names; place: string; access: CaseAccess };

function rowOf(one: Case, { desk, names, place, access }: Seen): (string | Date)[] {
  const { code, openedAt, facts, text, contact, unit, holder, status } = one;
  // As on the case's page: who only reads has no numbers of people, and a hidden name is nobody's.
  const shown = access === 'reads' ? (words: string) => maskNumbers(words) : (words: string) => words;
  const isNamed = one.identity === 'named';
  return [
    code,
    openedAt,
    place,
    isNamed ? shown(facts.name ?? '') : 'giấu tên',
    MEMBER_WORDS[facts.member ?? ''] ?? '',
    criteriaWords(facts, desk),
    shown(text),
    programmeWords(facts, desk),
    isNamed ? shown(contact ?? '') : '',
    names.unit(unit),
    holder === null ? 'chưa ai' : names.who(holder),
    STATUS_WORDS[status].title,
    '',
  ];
}

const MEMBER_WORDS: Record<string, string> = {
  yes: 'là đoàn viên',
  no: 'chưa vào',
  none: 'nơi làm chưa có công đoàn',
};

/** Circumstances by their titles; one that was taken out of the list stands with its id. */
export function criteriaWords({ criteria = '' }: Case['facts'], { content }: Pick<Desk, 'content'>): string {
  const titles = new Map(content.criteria().map(({ id, title }) => [id, title]));
  return criteria
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => titles.get(id) ?? id)
    .join('; ');
}

export const programmeWords = (
  { programme = '' }: Case['facts'],
  { content }: Pick<Desk, 'content'>,
): string => content.programme(programme)?.title ?? programme;
