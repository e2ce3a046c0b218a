import type { ProcessedView } from '../../../exchanges/describe.ts';
import { share, topicWords } from '../../log-words.ts';
import type { Topics } from './row.tsx';

type ScoresProps = { ranked: ProcessedView['ranked']; limits: readonly Limit[]; topics: Topics };

/** From this share on something else is done: named at its line. */
export type Limit = { value: number; above: string };

const percent = (value: number): string => `${Math.round(value * 1000) / 10}%`;
const ROW = 28;

/** The nearest topics as bars, with the thresholds running through them. */
export const Scores = ({ ranked, limits, topics }: ScoresProps) => (
  <table class="scores scores--tall">
    <caption class="label">
      {ranked.length === 1 ? 'Chủ đề gần nhất' : `${ranked.length} chủ đề gần nhất`}
    </caption>
    <thead class="sr">
      <tr>
        <th scope="col">Chủ đề</th>
        <th scope="col">Điểm</th>
        <th scope="col">Biểu đồ</th>
      </tr>
    </thead>
    <tbody>
      {ranked.map(({ topic, score, isChosen }) => (
        <tr key={topic}>
          <th scope="row">{topicWords(topics, topic)}</th>
          <td class="num">{share(score)}</td>
          <td>
            <svg class="chart" height={ROW} aria-hidden="true">
              <rect class={isChosen ? 'bar' : 'bar bar--soft'} y="8" width={percent(score)} height="12" />
              {limits.map(({ value }) => (
                <line key={value} class="limit" x1={percent(value)} x2={percent(value)} y1="0" y2={ROW} />
              ))}
            </svg>
          </td>
        </tr>
      ))}
      {limits.length > 0 && (
        <tr>
          <td colSpan={2} class="soft">
            Ngưỡng
          </td>
          <td>
            <svg
              class="chart"
              height="20"
              role="img"
              aria-label={limits.map(({ value, above }) => `từ ${share(value)} ${above}`).join('; ')}
            >
              {limits.map(({ value }) => (
                <text key={value} x={percent(value)} y="14" text-anchor="middle">
                  {share(value)}
                </text>
              ))}
            </svg>
          </td>
        </tr>
      )}
    </tbody>
  </table>
);
