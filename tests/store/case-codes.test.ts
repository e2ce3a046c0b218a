import * as fc from 'fast-check';
import { CASE_CODE } from '../../src/model/case.ts';
import { createSeal } from '../../src/seal.ts';
import { createCaseCodes, createPermutation } from '../../src/store/case-codes.ts';

const SPACE = 32 ** 5;
const keyOf = (n: number): Buffer => createSeal(Buffer.alloc(32, n)).subkey('case-code');
const number = fc.integer({ min: 0, max: SPACE - 1 });

test('a code is two signs, a dash and three, without those that are mistaken for each other', () => {
  const code = createCaseCodes(keyOf(1));
  void fc.assert(fc.property(number, (n) => CASE_CODE.test(code(n))));
  expect([code(0), code(SPACE - 1)].every((one) => CASE_CODE.test(one))).toBe(true);
});

test('two numbers never have one code', () => {
  const code = createCaseCodes(keyOf(1));
  void fc.assert(fc.property(number, number, (a, b) => a === b || code(a) !== code(b)));
  expect(new Set(Array.from({ length: 4000 }, (_, n) => code(n))).size).toBe(4000);
});

test.each([1, 2, 5, 8, 11, 12])('of %i bits every number is met exactly once', (bits) => {
  void fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
      const permute = createPermutation(Buffer.from(key), bits);
      const met = new Set(Array.from({ length: 2 ** bits }, (_, n) => permute(n)));
      expect(met.size).toBe(2 ** bits);
      expect(Math.max(...met)).toBe(2 ** bits - 1);
    }),
    { numRuns: 2 },
  );
});

test('the same number has the same code under one key, and another under another', () => {
  const [one, same, other] = [
    createCaseCodes(keyOf(1)),
    createCaseCodes(keyOf(1)),
    createCaseCodes(keyOf(2)),
  ];
  const numbers = Array.from({ length: 200 }, (_, n) => n);
  expect(numbers.map(one)).toEqual(numbers.map(same));
  expect(numbers.filter((n) => one(n) === other(n))).toHaveLength(0);
});

test('a code tells nothing of the one before: every place takes every sign, and steps do not repeat', () => {
  const code = createCaseCodes(keyOf(3));
  const codes = Array.from({ length: 2000 }, (_, n) => code(n).replace('-', ''));
  for (const place of [0, 1, 2, 3, 4]) expect(new Set(codes.map((one) => one[place])).size).toBe(32);
  // Of neighbours about one in 32 has the same sign at a place: far from it would be a pattern.
  for (const place of [0, 1, 2, 3, 4]) {
    const same = codes.filter((one, n) => one[place] === codes[n + 1]?.[place]).length;
    expect(same).toBeGreaterThan(25);
    expect(same).toBeLessThan(110);
  }
});

test.each([-1, 0.5, SPACE, Number.NaN])('there is no code for %p', (n) => {
  expect(() => createCaseCodes(keyOf(1))(n)).toThrow('no code for number');
});
