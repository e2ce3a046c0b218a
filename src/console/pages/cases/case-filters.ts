import { CASE_KINDS, CASE_STATUSES } from '../../../model/case.ts';
import type { UnionIndex } from '../../../union/tree-index.ts';
import type { Option } from '../../parts/field.tsx';
import type { Chip, Filter } from '../../parts/filters.tsx';
import type { Wanted } from './find-cases.ts';
import { KIND_WORDS, STATUS_WORDS } from './words.ts';

export const CASES = '/console/cases';

/** The filters of the list, with what is chosen. */
export function filtersOf({ status, kind, unit, due, whose }: Wanted, units: readonly Option[]): Filter[] {
  return [
    {
      name: 'status',
      label: 'Tình trạng',
      value: status,
      options: [
        { value: '', title: 'Chưa xong' },
        ...CASE_STATUSES.map((value) => ({ value, title: STATUS_WORDS[value].title })),
        { value: 'all', title: 'Tất cả' },
      ],
    },
    {
      name: 'kind',
      label: 'Loại',
      value: kind,
      options: [
        { value: '', title: 'Mọi loại' },
        ...CASE_KINDS.map((value) => ({ value, title: KIND_WORDS[value] })),
      ],
    },
    { name: 'unit', label: 'Đơn vị', value: unit, options: [{ value: '', title: 'Mọi đơn vị' }, ...units] },
    {
      name: 'due',
      label: 'Hạn',
      value: due,
      options: [
        { value: '', title: 'Mọi hạn' },
        { value: 'over', title: 'Quá hạn' },
      ],
    },
    {
      name: 'whose',
      label: 'Của ai',
      value: whose,
      options: [
        { value: '', title: 'Mọi người' },
        { value: 'mine', title: 'Của tôi' },
      ],
    },
  ];
}

/** Each takes one filter off. */
export function chipsOf(wanted: Wanted, units: readonly Option[]): Chip[] {
  return filtersOf(wanted, units).flatMap(({ name, value, options }) => {
    const chosen = value === '' ? undefined : options.find((option) => option.value === value);
    return chosen ? [{ label: chosen.title, href: addressOf({ ...wanted, [name]: '' }, null) }] : [];
  });
}

/** Units somebody may choose: theirs, or for those who see all of them the ones that are no workplace's. */
export function unitOptions(union: UnionIndex, own: ReadonlySet<string> | null): Option[] {
  return union.tree.units
    .filter(({ code, level, endedAt }) => endedAt === null && (own ? own.has(code) : level !== 'grassroots'))
    .map(({ code, name }) => ({ value: code, title: name }));
}

export function addressOf(wanted: Partial<Wanted>, after: string | null): string {
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ''));
  if (after !== null) query.set('after', after);
  const text = query.toString();
  return text === '' ? CASES : `${CASES}?${text}`;
}

/** The sheet of requests for help, under the same filters. */
export const hardshipListOf = (wanted: Wanted): string =>
  addressOf({ ...wanted, kind: '' }, null).replace(CASES, `${CASES}/hardship.xlsx`);
