import type { Doc, UpdateCase } from './case.ts';

const AT = new Date(1000);
const LATER = new Date(2000);

const NO_UPSERT = { mingo: 'has no upsert' };
const upsert = (
  name: string,
  before: Doc[],
  filter: Doc,
  update: Doc,
  expected: UpdateCase['expected'],
): UpdateCase => ({
  name,
  before,
  filter,
  update,
  upsert: true,
  expected,
  differs: NO_UPSERT,
});
const inserted = (...after: Doc[]) => ({ after, matched: 0, modified: 0 });

const UPSERTS: UpdateCase[] = [
  {
    name: 'no match changes nothing',
    before: [{ _id: 'x', a: 1 }],
    filter: { _id: 'y' },
    update: { $set: { a: 2 } },
    expected: { after: [{ _id: 'x', a: 1 }], matched: 0, modified: 0 },
  },
  upsert(
    'an upsert takes the equal fields of its filter',
    [],
    { _id: 'x', a: 1 },
    { $set: { b: 2 } },
    inserted({ _id: 'x', a: 1, b: 2 }),
  ),
  upsert(
    'and of $eq and $and',
    [],
    { _id: 'x', $and: [{ a: { $eq: 1 } }, { 'b.c': 2 }] },
    { $set: { d: 3 } },
    inserted({ _id: 'x', a: 1, b: { c: 2 }, d: 3 }),
  ),
  upsert(
    'but of no other operator',
    [],
    { _id: 'x', a: { $gt: 1 }, b: { $exists: false } },
    { $set: { c: 3 } },
    inserted({ _id: 'x', c: 3 }),
  ),
  upsert(
    '$setOnInsert counts',
    [],
    { _id: 'x' },
    { $set: { a: 1 }, $setOnInsert: { b: 2 } },
    inserted({ _id: 'x', a: 1, b: 2 }),
  ),
  upsert(
    'the update wins over the filter',
    [],
    { _id: 'x', a: 1 },
    { $set: { a: 2 } },
    inserted({ _id: 'x', a: 2 }),
  ),
  upsert('$inc begins at nothing', [], { _id: 'x' }, { $inc: { n: 1 } }, inserted({ _id: 'x', n: 1 })),
  upsert('$push begins a list', [], { _id: 'x' }, { $push: { l: 1 } }, inserted({ _id: 'x', l: [1] })),
  upsert(
    'an upsert that matches is an update',
    [{ _id: 'x', a: 1 }],
    { _id: 'x' },
    { $set: { a: 2 }, $setOnInsert: { b: 1 } },
    { after: [{ _id: 'x', a: 2 }], matched: 1, modified: 1 },
  ),
  upsert(
    'a lease that has run out is taken',
    [{ _id: 'l', until: AT }],
    { _id: 'l', until: { $lt: LATER } },
    { $set: { until: LATER } },
    { after: [{ _id: 'l', until: LATER }], matched: 1, modified: 1 },
  ),
  upsert(
    'a lease that is held cannot be taken',
    [{ _id: 'l', until: LATER }],
    { _id: 'l', until: { $lt: LATER } },
    { $set: { until: new Date(3000) } },
    { error: 11000 },
  ),
];

const MANY: UpdateCase[] = [
  {
    name: 'a compare-and-set hits only its version',
    before: [{ _id: 'x', rev: 3, a: 1 }],
    filter: { _id: 'x', rev: 2 },
    update: { $set: { a: 2 }, $inc: { rev: 1 } },
    expected: { after: [{ _id: 'x', rev: 3, a: 1 }], matched: 0, modified: 0 },
  },
  {
    name: 'an id is pushed once: it is not there yet',
    before: [{ _id: 'x', applied: ['e1'] }],
    filter: { _id: 'x', $and: [{ applied: { $ne: 'e2' } }, { applied: { $ne: 'e2!' } }] },
    update: { $push: { applied: 'e2' } },
    expected: { after: [{ _id: 'x', applied: ['e1', 'e2'] }], matched: 1, modified: 1 },
  },
  {
    name: 'an id is pushed once: its refusal is there',
    before: [{ _id: 'x', applied: ['e1', 'e2!'] }],
    filter: { _id: 'x', $and: [{ applied: { $ne: 'e2' } }, { applied: { $ne: 'e2!' } }] },
    update: { $push: { applied: 'e2' } },
    expected: { after: [{ _id: 'x', applied: ['e1', 'e2!'] }], matched: 0, modified: 0 },
  },
  {
    name: 'updateOne changes one of several',
    before: [
      { _id: 'x', a: 1 },
      { _id: 'y', b: 1 },
    ],
    filter: { a: { $exists: true } },
    update: { $set: { a: 2 } },
    expected: {
      after: [
        { _id: 'x', a: 2 },
        { _id: 'y', b: 1 },
      ],
      matched: 1,
      modified: 1,
    },
  },
];

export const UPSERT_CASES: UpdateCase[] = [...UPSERTS, ...MANY];
