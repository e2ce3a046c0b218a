import type { Model, QueryFilter } from 'mongoose';
import { AppError } from '../errors.ts';
import { CASE_STATUSES, type Case, type CaseStatus } from '../model/case.ts';
import type { CaseDraft } from '../model/exchange.ts';
import { newCase, type Opened, type StoredCase, toCase } from './case-document.ts';
import { BEGINNING, insertNew, updateOne } from './documents.ts';
import type { CaseFilter, CasePatch, CasePlace, CaseStore } from './store.ts';

type Filter = QueryFilter<StoredCase>;
type Match = Parameters<CaseStore['move']>[2];

const ACTIVE: CaseStatus[] = ['new', 'open', 'waiting'];
const refused = (id: string): string => `${id}!`;

/** `nextCode` never gives the same twice. */
export function createCases(cases: Model<StoredCase>, nextCode: () => Promise<string>): CaseStore {
  async function find(filter: Filter, sort: Record<string, 1 | -1>, limit = 0): Promise<Case[]> {
    const documents = await cases.find(filter).sort(sort).limit(limit).lean<StoredCase[]>();
    return documents.map(toCase);
  }

  async function findOne(filter: Filter): Promise<Case | null> {
    const document = await cases.findOne(filter).lean<StoredCase>();
    return document ? toCase(document) : null;
  }

  async function insert(openedBy: string, draft: CaseDraft, who: Opened): Promise<Case | null> {
    const document = newCase(await nextCode(), openedBy, draft, who);
    return (await insertNew(cases, document)) ? toCase(document) : null;
  }

  return {
    async open(effectId, draft, who) {
      for (;;) {
        const opened = await findOne({ openedBy: effectId });
        if (opened) return opened;
        // Refused: the same effect ran elsewhere meanwhile, or the code is taken (a counter that was set back).
        const made = await insert(effectId, draft, who);
        if (made) return made;
      }
    },

    get: (code) => findOne({ _id: code }),

    async move(code, id, match, patch) {
      const filter = { _id: code, $and: [...notApplied(id), ...matching(match)] };
      if (await updateOne(cases, filter, toUpdate(id, patch))) return 'done';
      const applied = (await findOne({ _id: code }))?.applied ?? [];
      if (applied.includes(id)) return 'done';
      return applied.includes(refused(id)) ? 'refused' : 'no match';
    },

    async refuse(code, id, match) {
      const filter = { _id: code, $and: [...notApplied(id), notMatching(match)] };
      await updateOne(cases, filter, { $push: { applied: refused(id) } });
    },

    ofPerson: (person) => find({ person }, { openedAt: -1 }),

    async ofOfficer(officer) {
      const theirs = { status: { $in: ACTIVE }, $or: [{ holder: officer }, { told: officer }] };
      return (await find(theirs, {})).sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
    },

    clocksDue: (now, limit) => find({ clockAt: { $lte: now } }, { clockAt: 1 }, limit),

    moveClockMark(code, was, next) {
      const update = next ? { $set: { clockAt: next } } : { $unset: { clockAt: '' } };
      return updateOne(cases, { _id: code, clockAt: was }, update);
    },

    async list({ status, unit }, after, limit) {
      const last = after === null ? null : await findOne({ _id: after });
      if (after !== null && !last) throw new AppError('not_found', `case ${after}`);
      const filter = {
        ...(status !== undefined ? { status } : {}),
        ...(unit !== undefined ? { unit } : {}),
        ...(last ? later(last) : {}),
      };
      return find(filter, { openedAt: 1, _id: 1 }, limit);
    },

    page: (filter, after, limit) => find(pageFilter(filter, after), { openedAt: -1, _id: -1 }, limit),
  };
}

const notApplied = (id: string): Filter[] => [{ applied: { $ne: id } }, { applied: { $ne: refused(id) } }];

const matching = ({ from, holders, clockDue }: Match): Filter[] => [
  { status: { $in: from } },
  ...(holders ? [{ holder: { $in: holders } }] : []),
  ...(clockDue ? [{ 'clock.due': clockDue }] : []),
];

/** The opposite of `matching`, without `$nin` and `$not`. */
const notMatching = ({ from, holders, clockDue }: Match): Filter => {
  const others = CASE_STATUSES.filter((status) => !from.includes(status));
  const isHeldByOthers = (holders ?? []).map((holder) => ({ holder: { $ne: holder } }));
  if (holders?.length === 0) return {};
  return {
    $or: [
      { status: { $in: others } },
      ...(isHeldByOthers.length > 0 ? [{ $and: isHeldByOthers }] : []),
      ...(clockDue ? [{ 'clock.due': { $ne: clockDue } }] : []),
    ],
  };
};

function toUpdate(id: string, { set, unset = [], history, exchange }: CasePatch) {
  const { code: _code, clockAt, ...fields } = set;
  const gone = clockAt === null ? [...unset, 'clockAt'] : unset;
  const $set = { ...fields, ...(clockAt ? { clockAt } : {}) };
  return {
    ...(Object.keys($set).length > 0 ? { $set } : {}),
    ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((path) => [path, ''])) } : {}),
    $push: {
      applied: id,
      ...(history ? { history } : {}),
      ...(exchange !== undefined ? { exchanges: exchange } : {}),
    },
  };
}

/** Behind this case in the order of a list. Its index leads to the instant, the rest is the few of that instant. */
const later = ({ openedAt, code }: Case): Filter => ({
  openedAt: { $gte: openedAt },
  $or: [{ openedAt: { $gt: openedAt } }, { openedAt, _id: { $gt: code } }],
});

/** An index in the list's order leads, whatever is asked: the newest are read until the page is full. */
function pageFilter(filter: CaseFilter, after: CasePlace | null): Filter {
  const { statuses, kinds, units, having, dueBefore } = filter;
  const further: Filter[] = [
    ...(after
      ? [{ $or: [{ openedAt: { $lt: after.at } }, { openedAt: after.at, _id: { $lt: after.code } }] }]
      : []),
    ...(having === undefined ? [] : [{ $or: [{ holder: having }, { told: having }] }]),
  ];
  return {
    openedAt: { $gte: BEGINNING, ...(after ? { $lte: after.at } : {}) },
    ...(statuses ? { status: { $in: [...statuses] } } : {}),
    ...(kinds ? { kind: { $in: [...kinds] } } : {}),
    ...(units ? { unit: { $in: [...units] } } : {}),
    ...(dueBefore ? { 'clock.due': { $lt: dueBefore } } : {}),
    ...(further.length > 0 ? { $and: further } : {}),
  };
}
