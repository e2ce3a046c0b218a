import { render } from 'preact-render-to-string';
import type { EngineReport, Evaluation } from './evaluate.ts';
import { reportText } from './report-text.ts';

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem; color: #1b2430; }
pre { white-space: pre-wrap; }
.matrix { overflow: auto; max-height: 85vh; border: 1px solid #ccd3dc; }
table { border-collapse: collapse; font-size: 11px; }
th { font-weight: 400; background: #fff; position: sticky; white-space: nowrap; }
thead th { top: 0; writing-mode: vertical-rl; transform: rotate(180deg); padding: 4px 2px; z-index: 1; }
tbody th { left: 0; text-align: right; padding: 0 6px; }
td { min-width: 18px; height: 18px; text-align: center; border: 1px solid #eef1f4; }
`;

/** The evaluation as one page that needs nothing else: the text, and a confusion matrix for each engine. */
export function reportHtml(evaluation: Evaluation, at: Date): string {
  const engines = [...evaluation.heldOut, evaluation.crossValidated];
  const page = render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>How well messages are understood</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>How well messages are understood</h1>
        <p>{at.toISOString().slice(0, 10)}</p>
        <pre>{reportText(evaluation).join('\n')}</pre>
        {engines.map((report) => (
          <Matrix key={report.engine} report={report} />
        ))}
      </body>
    </html>,
  );
  return `<!doctype html>${page}`;
}

function Matrix({ report: { engine, matrix } }: { report: EngineReport }) {
  const { topics, counts } = matrix;
  return (
    <section>
      <h2>{engine}</h2>
      <p>A row is what was asked, a column what it was taken for.</p>
      <div class="matrix">
        <table>
          <thead>
            <tr>
              <th scope="col" />
              {topics.map((topic) => (
                <th scope="col" key={topic}>
                  {topic}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.map((row, asked) => (
              <tr key={topics[asked]}>
                <th scope="row">{topics[asked]}</th>
                {row.map((count, guessed) => (
                  <Cell key={topics[guessed]} count={count} row={row} isRight={asked === guessed} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({ count, row, isRight }: { count: number; row: readonly number[]; isRight: boolean }) {
  if (count === 0) return <td />;
  const share = count / row.reduce((sum, one) => sum + one, 0);
  const hue = isRight ? 150 : 10;
  return <td style={`background: hsl(${hue} 70% ${95 - Math.round(45 * share)}%)`}>{count}</td>;
}
