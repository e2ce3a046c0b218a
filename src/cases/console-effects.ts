import { tell } from '../dialogue/drafts.ts';
import { canBeReached, holdingOf } from '../dialogue/open-case.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Move } from '../model/case.ts';
import type { KnownCase } from '../model/decision.ts';
import type { Effect } from '../model/exchange.ts';

/** What staff can do with a case on its page: the officers' commands. */
export type ConsoleAct =
  | { do: 'answer' | 'ask' | 'note' | 'extend'; text: string }
  | { do: 'accept' | 'transfer' | 'resolve' | 'exclude' }
  /** Handed to whom somebody chose, with the reason. */
  | { do: 'send-to'; text: string; to: Target };

/** Where a case is sent: to a unit's officers, or to one of them. */
export type Target = { unit: string; officer: string | null };

/** In whose name it is done, and whose it is in the history. */
export type Acting = { officer: string; by: string };

/** The effects of one act: the move, and whoever has to know of it. Null when there is nobody it could go to. Pure. */
export function consoleEffects(
  act: ConsoleAct,
  one: KnownCase,
  me: Acting,
  { now, calendar }: { now: Date; calendar: Calendar },
): Effect[] | null {
  const { code, person, clock, urgency } = one;
  const accepts = one.status === 'new';
  const worker = [{ person }];
  const move = (done: Move): Effect => ({ do: 'move-case', code, move: done });
  switch (act.do) {
    case 'answer':
    case 'ask': {
      const { text } = act;
      const words = { what: 'officer-words', code, text, asks: act.do === 'ask' } as const;
      return [move({ as: act.do, ...me, text, accepts }), ...tell(worker, words, 1)];
    }
    case 'note':
      return [move({ as: 'note', ...me, text: act.text })];
    case 'accept':
      return [move({ as: 'accept', ...me, person: '' })];
    case 'resolve':
      return [move({ as: 'resolve', ...me }), ...tell(worker, { what: 'case-done', code }, 1)];
    case 'extend': {
      const from = clock && clock.due > now ? clock.due : now;
      const due = calendar.answerDue(urgency, from).toISOString();
      const told = tell(worker, { what: 'case-extended', code, due }, 1);
      return [move({ as: 'extend', ...me, why: act.text, due }), ...told];
    }
    case 'exclude': {
      const holding = holdingOf(one.above, calendar.acceptDue(urgency, now));
      return [
        move({ as: 'exclude', officer: me.officer, to: holding }),
        ...tell(worker, { what: 'case-moved', code, reason: 'excluded' }, 1),
        ...tell(one.above.officers, { what: 'card', code, why: 'transferred' }, 1),
      ];
    }
    case 'send-to':
    case 'transfer': {
      const to = canBeReached(one.others) ? one.others : one.above;
      if (!canBeReached(to)) return null;
      const holding = holdingOf(to, calendar.acceptDue(urgency, now));
      return [
        move({ as: 'transfer', ...me, to: holding, why: 'text' in act ? act.text : '' }),
        ...tell(worker, { what: 'case-moved', code, reason: 'transferred' }, 1),
        ...tell(to.officers, { what: 'card', code, why: 'transferred' }, 1),
      ];
    }
  }
}
