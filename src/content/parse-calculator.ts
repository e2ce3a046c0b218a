import type { Flow } from '../model/flow.ts';
import { type CalculatorFile, calculatorShape } from './calculator-shape.ts';
import { numbered, type WordingEntry } from './parse-wording.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';

export type CalculatorSource = CalculatorFile & {
  file: string;
  flow: Flow;
  /** The words under `<name>.<id>`, so that no other wording can have the same id. */
  entries: ReadonlyMap<string, WordingEntry>;
  lineOf(path: PropertyKey[]): number;
};

/** Said before the first question; the same for all calculators. */
export const CALCULATOR_OPENS = 'calculator.opens';

/** Reads a file of content/calculators. */
export function parseCalculator(
  text: string,
  file: string,
): { calculator: CalculatorSource | null; problems: Problem[] } {
  const { value, problems, lineOf } = parseYaml(calculatorShape, text.normalize('NFC'), file);
  if (value === null) return { calculator: null, problems };
  const { name, steps } = value;
  const entries = Object.entries(value.words).map(([id, entry]): [string, WordingEntry] => {
    const said = {
      text: entry.text.trimEnd(),
      choices: numbered(entry.choices),
      // Asked for only by problems: finding it reads the file again.
      get line() {
        return lineOf(['words', id]);
      },
    };
    return [`${name}.${id}`, said];
  });
  const asked = steps.map((step) => ({ ...step, ask: `${name}.${step.ask}` }));
  const flow = { name, opens: CALCULATOR_OPENS, steps: asked };
  return { calculator: { ...value, file, flow, entries: new Map(entries), lineOf }, problems };
}
