import { CALCULATORS } from '../calculators/calculators.ts';
import { whyNot } from './citations.ts';
import { type Citing, citingIn } from './citing.ts';
import { dateOf, within } from './day.ts';
import type { Library } from './library.ts';
import { renderOrReason } from './render-answer.ts';
import { shelfOf } from './shelf-of.ts';

/** Something that is not served on a day, because a law it rests on ended, or changed after it was last read. */
export type UnderReview = Omit<Citing, 'cites'> & { why: string };

/** What is "đang rà soát" on a day, whatever its kind; what is not meant for that day is left out. */
export function underReview(library: Library, day: string): UnderReview[] {
  const own = citingIn(library, day).flatMap(({ cites, ...one }) => {
    const [why] = cites
      .filter(({ span }) => within(day, span))
      .flatMap(({ cited }) => whyNot(library.laws, cited, day, one.reviewed) ?? []);
    return why === undefined ? [] : [{ ...one, why }];
  });
  const found = new Set(own.map(keyOf));
  const figures = new Map(own.flatMap(({ kind, id, why }) => (kind === 'figure' ? [[id, why]] : [])));
  return [...own, ...byFigures(library, day, figures).filter((one) => !found.has(keyOf(one)))];
}

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;

/** Answers and calculators that could be served but for what a figure of theirs rests on. */
function byFigures(library: Library, day: string, figures: ReadonlyMap<string, string>): UnderReview[] {
  const shelf = shelfOf(library);
  return citingIn(library, day).flatMap(({ cites: _, ...one }) => {
    const { kind, id } = one;
    if (kind === 'answer' || kind === 'rumour') {
      const answer = library.answers.get(id) ?? library.rumours.get(id);
      const rendered = answer && renderOrReason(shelf, answer, { date: dateOf(day), area: null });
      return rendered && 'why' in rendered && rendered.is === 'law' ? [{ ...one, why: rendered.why }] : [];
    }
    const read = kind === 'calculator' ? (CALCULATORS.get(id)?.figures ?? []) : [];
    const [why] = read.flatMap((figure) => figures.get(figure) ?? []);
    return why === undefined ? [] : [{ ...one, why }];
  });
}
