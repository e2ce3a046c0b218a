import type { Calculation } from '../model/calculation.ts';
import { annualLeave } from './annual-leave.ts';
import type { About, Calculator } from './calculation.ts';
import { finalPayment } from './final-payment.ts';
import { incomeTax } from './income-tax.ts';
import { limitation } from './limitation.ts';
import { lumpSum } from './lump-sum.ts';
import { maternity } from './maternity.ts';
import { minimumWage } from './minimum-wage.ts';
import { notice } from './notice.ts';
import { overtime } from './overtime.ts';
import { paternity } from './paternity.ts';
import { pensionAge } from './pension-age.ts';
import { severance } from './severance.ts';
import { sickPay } from './sick-pay.ts';
import { unemployment } from './unemployment.ts';
import { unionDues } from './union-dues.ts';

/** A calculator behind one door: what was asked comes in unchecked. */
type Desk = {
  name: string;
  figures: readonly string[];
  lines: readonly string[];
  /** Whether these are facts it can work with, and what comes out: null when the law of the day is not known. */
  run(
    facts: unknown,
    about: About,
  ): { ok: true; calculation: Calculation | null } | { ok: false; why: string };
};

function desk<Facts>({ name, figures, lines, facts, calculate }: Calculator<Facts>): Desk {
  return {
    name,
    figures,
    lines,
    run: (given, about) => {
      const checked = facts.safeParse(given);
      if (checked.success) return { ok: true, calculation: calculate(checked.data, about) };
      const [issue] = checked.error.issues;
      return { ok: false, why: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
    },
  };
}

/** Every calculator by its name; each has its words in content/calculators/<name>.yaml. */
export const CALCULATORS: ReadonlyMap<string, Desk> = new Map(
  [
    desk(overtime),
    desk(severance),
    desk(annualLeave),
    desk(notice),
    desk(finalPayment),
    desk(maternity),
    desk(paternity),
    desk(sickPay),
    desk(unemployment),
    desk(lumpSum),
    desk(pensionAge),
    desk(minimumWage),
    desk(incomeTax),
    desk(unionDues),
    desk(limitation),
  ].map((one) => [one.name, one]),
);
