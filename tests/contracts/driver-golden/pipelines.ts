import type { Differs, Doc, PipelineCase } from './case.ts';

const SALES: Doc[] = [
  { _id: '1', item: 'a', n: 2, at: new Date(1000), by: { unit: 'x' } },
  { _id: '2', item: 'b', n: 3, at: new Date(2000), by: { unit: 'x' } },
  { _id: '3', item: 'a', n: 5, at: new Date(3000), by: { unit: 'y' } },
  { _id: '4', item: null, n: null, at: new Date(4000) },
  { _id: '5', n: 'many', at: new Date(5000), l: [1, 2] },
];
const sales = (
  name: string,
  pipeline: Doc[],
  result: Doc[],
  more: Partial<PipelineCase> = {},
): PipelineCase => ({
  name,
  documents: SALES,
  pipeline,
  result,
  ...more,
});
const ITEMS = { $match: { item: { $in: ['a', 'b'] } } };

const REPLIES: Doc = {
  _id: 'r',
  z: 1,
  l: [{ b: 1, c: 2 }, 5, { c: 3 }, [{ b: 4, c: 5 }]],
  o: { b: 1, c: { d: 2, e: 3 } },
  s: 7,
};
const LISTS: [string, Doc, Doc, Differs?][] = [
  ['$project enters the objects of a list', { 'l.b': 1 }, { _id: 'r', l: [{ b: 1 }, {}, [{ b: 4 }]] }],
  [
    '$project takes out of the objects of a list',
    { 'l.b': 0, o: 0 },
    { _id: 'r', z: 1, l: [{ c: 2 }, 5, { c: 3 }, [{ c: 5 }]], s: 7 },
    { mingo: 'leaves lists within lists alone', secantusdb: 'leaves lists alone' },
  ],
  ['$project of two paths of an object', { 'o.b': 1, 'o.c.d': 1 }, { _id: 'r', o: { b: 1, c: { d: 2 } } }],
  ['$project through a scalar finds nothing', { 's.x': 1 }, { _id: 'r' }],
  ['$project keeps the order of the document', { s: 1, z: 1 }, { _id: 'r', z: 1, s: 7 }],
  ['$project of _id alone', { _id: 1 }, { _id: 'r' }],
  ['$project without _id alone takes it out', { _id: 0, l: 0, o: 0 }, { z: 1, s: 7 }],
];

export const PIPELINE_CASES: PipelineCase[] = [
  sales('$match', [{ $match: { item: 'b' } }, { $project: { n: 1 } }], [{ _id: '2', n: 3 }]),
  sales(
    '$sort and $limit',
    [{ $sort: { at: -1 } }, { $limit: 2 }, { $project: { _id: 1 } }],
    [{ _id: '5' }, { _id: '4' }],
  ),
  sales('$group counts', [{ $group: { _id: null, count: { $sum: 1 } } }], [{ _id: null, count: 5 }]),
  sales(
    '$group of nothing gives nothing',
    [{ $match: { item: 'zzz' } }, { $group: { _id: null, count: { $sum: 1 } } }],
    [],
  ),
  sales(
    '$group by a field, missing and null as one',
    [{ $group: { _id: '$item', count: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, count: 2 },
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ],
  ),
  sales(
    '$group by several fields',
    [ITEMS, { $group: { _id: { item: '$item', unit: '$by.unit' }, n: { $sum: '$n' } } }, { $sort: { n: 1 } }],
    [
      { _id: { item: 'a', unit: 'x' }, n: 2 },
      { _id: { item: 'b', unit: 'x' }, n: 3 },
      { _id: { item: 'a', unit: 'y' }, n: 5 },
    ],
  ),
  sales(
    '$sum ignores what is no number',
    [{ $group: { _id: null, n: { $sum: '$n' } } }],
    [{ _id: null, n: 10 }],
  ),
  sales(
    '$sum of a field that is nowhere is 0',
    [{ $group: { _id: null, n: { $sum: '$nowhere' } } }],
    [{ _id: null, n: 0 }],
  ),
  sales(
    '$avg ignores what is no number',
    [{ $group: { _id: null, n: { $avg: '$n' } } }],
    [{ _id: null, n: 10 / 3 }],
  ),
  sales(
    '$avg of no numbers is null',
    [{ $group: { _id: null, n: { $avg: '$nowhere' } } }],
    [{ _id: null, n: null }],
  ),
  sales(
    '$min and $max of dates',
    [{ $group: { _id: null, first: { $min: '$at' }, last: { $max: '$at' } } }],
    [{ _id: null, first: new Date(1000), last: new Date(5000) }],
  ),
  sales(
    '$min ignores null and missing',
    [ITEMS, { $group: { _id: null, n: { $min: '$n' } } }],
    [{ _id: null, n: 2 }],
  ),
  sales(
    '$min over null ignores it',
    [{ $match: { n: { $ne: 'many' } } }, { $group: { _id: null, n: { $min: '$n' } } }],
    [{ _id: null, n: 2 }],
  ),
  sales(
    '$max compares across types',
    [{ $group: { _id: null, n: { $max: '$n' } } }],
    [{ _id: null, n: 'many' }],
  ),
  sales(
    '$min of what is nowhere is null',
    [{ $group: { _id: null, n: { $min: '$nowhere' } } }],
    [{ _id: null, n: null }],
  ),
  sales(
    '$first and $last follow the sort',
    [{ $sort: { at: -1 } }, { $group: { _id: null, newest: { $first: '$_id' }, oldest: { $last: '$_id' } } }],
    [{ _id: null, newest: '5', oldest: '1' }],
  ),
  sales(
    '$push collects in order',
    [ITEMS, { $sort: { at: 1 } }, { $group: { _id: null, ns: { $push: '$n' } } }],
    [{ _id: null, ns: [2, 3, 5] }],
  ),
  sales(
    '$push leaves out what is missing',
    [{ $sort: { at: 1 } }, { $group: { _id: null, items: { $push: '$item' } } }],
    [{ _id: null, items: ['a', 'b', 'a', null] }],
    { differs: { mingo: 'pushes null for what is missing' } },
  ),
  sales(
    '$project renames',
    [{ $match: { _id: '1' } }, { $project: { _id: 0, thing: '$item', unit: '$by.unit' } }],
    [{ thing: 'a', unit: 'x' }],
  ),
  sales(
    '$project leaves out what is missing',
    [{ $match: { _id: '4' } }, { $project: { unit: '$by.unit', item: 1 } }],
    [{ _id: '4', item: null }],
  ),
  sales(
    '$project takes fields out',
    [{ $match: { _id: '2' } }, { $project: { at: 0, by: 0 } }],
    [{ _id: '2', item: 'b', n: 3 }],
  ),
  sales(
    '$project of a path keeps its object',
    [{ $match: { _id: '2' } }, { $project: { 'by.unit': 1 } }],
    [{ _id: '2', by: { unit: 'x' } }],
  ),
  ...LISTS.map(
    ([name, fields, result, differs = {}]): PipelineCase => ({
      name,
      differs,
      documents: [REPLIES],
      pipeline: [{ $project: fields }],
      result: [result],
    }),
  ),
  sales(
    '$match after $group',
    [{ $group: { _id: '$item', n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, n: 2 },
      { _id: 'a', n: 2 },
    ],
  ),
  sales(
    '$limit before $group',
    [{ $sort: { at: 1 } }, { $limit: 2 }, { $group: { _id: null, n: { $sum: '$n' } } }],
    [{ _id: null, n: 5 }],
  ),
];
