import { ObjectId } from 'bson';
import fc from 'fast-check';
import { keyOf } from '../../../src/store/sqlite/key.ts';
import { compareText, compareValues } from '../../../src/store/sqlite/value.ts';

const scalar = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.string({ unit: 'grapheme' }),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
);

test('keys sort as the values do', () => {
  fc.assert(
    fc.property(scalar, scalar, (a, b) => {
      expect(Math.sign(Buffer.compare(keyOf(a), keyOf(b)))).toBe(Math.sign(compareValues(a, b)));
    }),
    { numRuns: 3000 },
  );
});

test('text sorts by its bytes in UTF-8', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
    { numRuns: 3000 },
  );
});

test('the types sort in the order of BSON', () => {
  const inOrder = [
    undefined,
    Number.NaN,
    -5,
    0,
    3,
    '',
    'a',
    {},
    { a: 1 },
    [],
    [1],
    Buffer.alloc(1),
    new ObjectId(),
    false,
    true,
    new Date(0),
  ];
  const shuffled = [...inOrder.slice(7).reverse(), ...inOrder.slice(0, 7).reverse()];
  // sort() keeps undefined for itself.
  const boxed = shuffled.map((value) => ({ value })).sort((a, b) => compareValues(a.value, b.value));
  expect(boxed.map(({ value }) => value)).toEqual(inOrder);
});

test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [{ b: 1 }, { a: 'x' }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [
    [1, 2],
    [1, 3],
  ],
  [[1], [1, 0]],
])('%j sorts before %j', (a, b) => {
  expect(compareValues(a, b)).toBeLessThan(0);
  expect(compareValues(b, a)).toBeGreaterThan(0);
});
