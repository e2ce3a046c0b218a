import { CALCULATORS } from '../../src/calculators/calculators.ts';
import { tooLong } from '../../src/content/check-calculators.ts';
import { dateOf, dayAfter, dayBefore, within } from '../../src/content/day.ts';
import { changeDays, valueOn, writeFigure } from '../../src/content/figures.ts';
import { lawOf } from '../../src/content/law.ts';
import { type Library, loadLibrary } from '../../src/content/library.ts';
import { loadContent } from '../../src/content/load-content.ts';

const TODAY = '2026-11-25';
const ROOT = new URL('../..', import.meta.url).pathname;
const library: Library = loadLibrary(ROOT);
const { content } = loadContent(ROOT);
const UNRESOLVED = /\{|\}|null|undefined|NaN|Infinity/;

/** The day before and the day of everything that begins, ends or changes: figures, statutes and their articles, zones. */
function days(): string[] {
  const { figures, laws, places } = library;
  const ofLaws = Object.values(laws.laws).flatMap(({ from, to, amended, ended }) => [
    from,
    ...(to === undefined ? [] : [dayAfter(to)]),
    ...[...amended, ...ended].map(({ on }) => on),
  ]);
  const edges = new Set([
    ...changeDays(Object.values(figures.figures), dayAfter),
    ...ofLaws,
    ...places.zones.map(({ from }) => from),
  ]);
  return [...new Set([...edges].flatMap((day) => [dayBefore(day), day]))].sort();
}

const DAYS = days();

test('there are changes enough to walk through', () => expect(DAYS.length).toBeGreaterThan(30));

describe.each(DAYS)('on %s', (day) => {
  test('every answer that holds then reads well, with the figures of that day', () => {
    for (const answer of library.answers.values()) {
      if (!within(day, { from: answer.validFrom, to: answer.validTo })) continue;
      const served = content.answer(answer.id, { date: dateOf(day), area: null });
      const where = `${answer.id} on ${day}`;
      // What is known to change after today waits for its reader; until today everything was read.
      if (day <= TODAY) expect([where, served.state]).toEqual([where, 'ok']);
      const text = [...served.bubbles, served.more ?? ''].join('\n');
      expect([where, UNRESOLVED.exec(text)]).toEqual([where, null]);
      for (const bubble of [...served.bubbles, served.more ?? ''])
        expect(bubble.length).toBeLessThanOrEqual(600);
      expect([where, served.bubbles.join('\n').length <= 900]).toEqual([where, true]);
      if (served.state === 'ok') shows(text, answer.source, day, where);
    }
  });

  test('every calculator computes its examples in words, or says that it does not know that day', () => {
    for (const [name, source] of library.calculators) {
      for (const { facts } of source.examples) {
        const desk = CALCULATORS.get(name);
        const ran = desk?.run(facts, { day, law: lawOf(library) });
        if (!ran?.ok) throw new Error(`${name} does not take its own example`);
        const { calculation } = ran;
        const where = `${name} on ${day}`;
        const served = content.calculated(name, { calculation, day, assumed: [] });
        const holds = source.citations.every(({ law }) =>
          within(day, library.laws.laws[law] ?? { from: '9' }),
        );
        if (calculation !== null && day <= TODAY)
          expect([where, served.state]).toEqual([where, holds ? 'ok' : 'reviewing']);
        expect([where, UNRESOLVED.exec(served.bubbles.join('\n'))]).toEqual([where, null]);
        expect([where, ...tooLong(served.bubbles)]).toEqual([where]);
        for (const cited of calculation?.cited ?? [])
          expect([where, within(cited.on, library.laws.laws[cited.law] ?? { from: '9' })]).toEqual([
            where,
            true,
          ]);
      }
    }
  });
});

/** Every figure that is said whatever the day, as it stands that day. */
function shows(text: string, source: string, day: string, where: string): void {
  const always = source.replace(/\{\{when[\s\S]*?\{\{end\}\}/g, '');
  for (const [, id = ''] of always.matchAll(/\{\{figure ([a-z0-9-]+)\}\}/g)) {
    const figure = library.figures.figures[id];
    const value = valueOn(figure, day);
    if (figure === undefined || value === null) throw new Error(`${where}: ${id} has no value`);
    expect([where, text.includes(writeFigure(library.figures, figure, value.value))]).toEqual([where, true]);
  }
}

describe('communes and wards of the province', () => {
  const { places, zones } = library.places;
  test('are all there: 14 wards and 88 communes', () => {
    expect(places.filter(({ name }) => name.startsWith('Phường ')).length).toBe(14);
    expect(places.filter(({ name }) => name.startsWith('Xã ')).length).toBe(88);
    expect(new Set(places.map(({ name }) => name)).size).toBe(102);
  });

  test.each(library.places.places.map(({ name }) => name))(
    '%s lies in its zone, however it is written',
    (name) => {
      const zone = zones[0]?.zone3.includes(name) ? 3 : 4;
      const plain = name
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replace(/đ/g, 'd')
        .replace(/Đ/g, 'D')
        .toLowerCase();
      for (const written of [name, name.toUpperCase(), plain, `cong ty o ${plain}, dak lak`])
        expect([written, content.zoneOf(written, dateOf(TODAY))]).toEqual([written, zone]);
      const wage = content.answer('minimum-wage', { date: dateOf(TODAY), area: name }).bubbles.join();
      expect(wage).toContain(zone === 3 ? '4.140.000' : '3.700.000');
      expect(wage).toContain(name);
      // Nobody has told us the zones of another year.
      expect(content.zoneOf(name, dateOf('2025-12-31'))).toBeNull();
    },
  );
});
