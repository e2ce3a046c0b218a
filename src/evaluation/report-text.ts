import type { DangerReport } from './danger-trials.ts';
import type { EngineReport, Evaluation } from './evaluate.ts';
import type { Metrics } from './metrics.ts';
import { NOISES } from './noise.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const SHOWN = 12;

/** The evaluation as lines of plain text. */
export function reportText(evaluation: Evaluation): string[] {
  const { intents, phrases, near, crossValidated, heldOut, curve, danger } = evaluation;
  return [
    `${intents} intents, ${phrases} phrases`,
    ...linesOf(crossValidated),
    ...(heldOut.length === 0
      ? ['no questions were given (--data FILE): nothing held out was judged']
      : [`held out: trained without the ${near} phrases that share half their words with a question`]),
    ...heldOut.flatMap(linesOf),
    ...(heldOut.length === 1 ? ['nlp.js is not installed here (a development dependency)'] : []),
    ...aheadOf(heldOut),
    ...(danger === undefined ? [] : alarmLines(danger)),
    ...(curve.length === 0 ? [] : ['learning curve (accuracy by phrases a topic):']),
    ...curve.map(
      ({ phrases: many, accuracy, groups }) =>
        `  ${String(many).padStart(4)}: ${percent(accuracy)}${Object.entries(groups)
          .map(([name, share]) => ` · ${name} ${percent(share)}`)
          .join('')}`,
    ),
  ];
}

function alarmLines({
  cries,
  recall,
  rightKind,
  harmless,
  falseAlarms,
  missed,
  alarmed,
}: DangerReport): string[] {
  return [
    `danger: recall ${percent(recall)} of ${cries} · right kind ${percent(rightKind)} · false alarms ${percent(falseAlarms)} of ${harmless}`,
    ...missed.map(({ kind, text }) => `  not heard (${kind}): ${text}`),
    ...alarmed.map((text) => `  false alarm: ${text}`),
  ];
}

function linesOf({ engine, trainSeconds, p50, p99, real, groups, offTopic, loss, confusions }: EngineReport) {
  const refused =
    offTopic === null ? '' : ` · off-topic refused ${percent(offTopic.refused)} of ${offTopic.count}`;
  const auroc = offTopic?.auroc == null ? '' : ` · AUROC ${offTopic.auroc.toFixed(3)}`;
  return [
    `${engine}: trained in ${trainSeconds.toFixed(1)} s, a message p50 ${p50.toFixed(2)} ms p99 ${p99.toFixed(2)} ms`,
    `  all: ${figures(real)}${refused}${auroc}`,
    ...Object.entries(groups).map(([name, metrics]) => `  ${name}: ${figures(metrics)}`),
    `  accuracy lost: ${NOISES.map((noise) => `${noise} ${(100 * loss[noise]).toFixed(1)}`).join(' · ')} points`,
    ...(confusions.length === 0 ? [] : ['  worth a look (asked → taken for):']),
    ...confusions.slice(0, SHOWN).map(({ asked, guessed, count }) => `    ${count} × ${asked} → ${guessed}`),
  ];
}

const figures = (metrics: Metrics) =>
  [
    `${metrics.count}`,
    `macro-F1(≥5) ${metrics.macroF1.toFixed(3)}`,
    `macro-F1 ${metrics.macroF1All.toFixed(3)}`,
    `accuracy ${percent(metrics.accuracy)}`,
    `top-3 ${percent(metrics.top3)}`,
    `wrong answers ${percent(metrics.wrongAnswers)}`,
    `answered at once ${percent(metrics.sure)}`,
    `refused ${percent(metrics.refused)}`,
    `ECE ${metrics.calibrationError.toFixed(3)}`,
  ].join(' · ');

function aheadOf([ours, ...others]: readonly EngineReport[]): string[] {
  if (ours === undefined) return [];
  const points = (other: EngineReport) => (100 * (ours.real.accuracy - other.real.accuracy)).toFixed(1);
  return others.map(
    (other) => `${ours.engine} is ${points(other)} points of accuracy ahead of ${other.engine}`,
  );
}
