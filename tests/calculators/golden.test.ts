import { CALCULATORS } from '../../src/calculators/calculators.ts';
import { tooLong } from '../../src/content/check-calculators.ts';
import { worked } from './arithmetic.ts';
import { GOLDEN } from './golden.ts';
import { content, law } from './law.ts';

test('every calculator has thirty cases and more, and none is for a calculator that does not exist', () => {
  expect([...GOLDEN.keys()].sort()).toEqual([...CALCULATORS.keys()].sort());
  expect([...GOLDEN].filter(([, cases]) => cases.length < 30)).toEqual([]);
});

describe.each([...GOLDEN])('%s', (name, cases) => {
  test.each(cases)('on $on: $facts', ({ on, facts, is, how }) => {
    const found = CALCULATORS.get(name)?.run(facts, { day: on, law });
    expect(found).toMatchObject({ ok: true });
    if (!found?.ok) return;
    expect(found.calculation?.result ?? null).toEqual(is === null ? null : expect.objectContaining(is));
    if (how !== undefined) expect(Object.values(is ?? {})).toContain(worked(how));
    const { bubbles, citations, state } = content.calculated(name, { ...found, day: on, assumed: [] });
    expect(tooLong(bubbles)).toEqual([]);
    // The decree that some of them rest on came a month after the code.
    if (on >= '2021-02-01') expect([state, citations.length > 0]).toEqual(['ok', is !== null]);
  });

  test('says each of its sentences in some case, and nothing that it has not declared', () => {
    const said = new Set(
      cases.flatMap(({ on, facts }) => {
        const found = CALCULATORS.get(name)?.run(facts, { day: on, law });
        return found?.ok ? (found.calculation?.lines.map(({ say }) => say) ?? []) : [];
      }),
    );
    expect([...said].sort()).toEqual([...(CALCULATORS.get(name)?.lines ?? [])].sort());
  });
});
