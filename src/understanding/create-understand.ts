import type { RankedIntent } from '../model/exchange.ts';
import { EMERGENCY, type Intent } from '../model/intent.ts';
import { DANGERS, type Danger, type Understanding } from '../model/understanding.ts';
import { createFindDanger, type DangerFound } from './danger.ts';
import type { DangerFile } from './danger-file.ts';
import { THRESHOLDS } from './embedded/settings.ts';
import { type Model, train } from './embedded/train.ts';
import { createFindEntities } from './entities.ts';
import { createJudge, type Judged, MOST_RANKED } from './judge.ts';
import { isVietnamese } from './language.ts';
import { questionsIn } from './questions.ts';
import { createFindSignals } from './signals.ts';
import type { Understand } from './understand.ts';
import { type Lexicon, wordTables } from './vietnamese/lexicon.ts';
import { type Reading, readText } from './vietnamese/read-text.ts';

export type UnderstandDeps = {
  intents: readonly Intent[];
  lexicon: Lexicon;
  danger: DangerFile;
  now: () => Date;
  /** A model trained before from the same intents and lexicon; without one it is trained here. */
  model?: Model;
};

/** What is said rather than asked: it never is a second question, and another question goes before it. */
const TALK: ReadonlySet<string> = new Set([
  'greeting',
  'thanks',
  'goodbye',
  'abuse',
  'off-topic',
  'language',
  'stop',
]);
/** One or two words ("lên ca") resemble too much; the patterns know the cries for help among them. */
const FEWEST_WORDS = 3;

/** More than the messages of a burst hold; but a body of a megabyte is taken too, and to read all of it would cost seconds. */
const BEGINNING = 9000;
const ENDING = 3000;
const readable = (text: string): string =>
  text.length <= BEGINNING + ENDING ? text : `${text.slice(0, BEGINNING)}\n${text.slice(-ENDING)}`;

/** The embedded engine: danger words first, then what is asked, with how sure we are. Trains once, then answers within a millisecond. */
export function createUnderstand({ intents, lexicon, danger, now, ...given }: UnderstandDeps): Understand {
  const tables = wordTables(lexicon);
  const model = given.model ?? train(intents, lexicon);
  const judge = createJudge(model, tables, TALK);
  const findDanger = createFindDanger(danger);
  const findSignals = createFindSignals(lexicon);
  const findEntities = createFindEntities(tables, new Set(model.words));
  const read = (text: string) => readText(readable(text), tables);

  function understandPart(reading: Reading, judged: Judged): Understanding {
    const vietnamese = isVietnamese(reading, tables);
    const danger = findDanger(reading);
    const decided = withDanger(danger, {
      judged,
      vietnamese,
      few: reading.plain.length < FEWEST_WORDS,
    });
    return {
      text: reading.text,
      folded: reading.folded,
      ...decided,
      ranked: decided.ranked.slice(0, MOST_RANKED),
      dangerWords: danger.words,
      entities: findEntities(reading, now()),
      ...findSignals(reading),
      vietnamese,
      also: [],
      engine: `embedded ${model.version}`,
    };
  }

  return async (text) => {
    const reading = read(text);
    const { main, others } = questionsIn({ reading, judged: judge(reading) }, { read, judge, talk: TALK });
    // Danger, place and day are those of the whole text, whichever question comes first.
    const understood = understandPart(reading, main.judged);
    if (understood.dangerNow || !understood.vietnamese || others.length === 0) return understood;
    const also = others.map((part) => understandPart(part.reading, part.judged));
    return { ...understood, asks: main.reading.folded, also };
  };
}

/** Danger that happens now and another language come before whatever was recognised; harassment and a strike keep their topic. */
function withDanger(
  found: DangerFound,
  { judged, vietnamese, few }: { judged: Judged; vietnamese: boolean; few: boolean },
) {
  const suspected = suspicion(judged.ranked);
  const alarm = suspected?.score ?? 0;
  if (found.now) return { danger: found.danger, dangerNow: true, alarm, ...first(judged, EMERGENCY) };
  if (suspected && !found.calm && !few && suspected.score >= THRESHOLDS.danger)
    return { danger: found.danger ?? suspected.danger, dangerNow: true, alarm, ...first(judged, EMERGENCY) };
  const rest = suspected === null ? judged : withoutEmergency(judged);
  return { danger: found.danger, dangerNow: false, alarm, ...(vietnamese ? rest : first(rest, 'language')) };
}

/** The second pair of eyes: phrases of danger that no pattern has, recognised by what they resemble. */
function suspicion(ranked: readonly RankedIntent[]): { danger: Danger; score: number } | null {
  const found = ranked.find(({ topic }) => topic === EMERGENCY);
  if (found === undefined) return null;
  const danger = DANGERS.find((name) => found.intent === `${EMERGENCY}-${name}`) ?? 'accident';
  return { danger, score: found.score };
}

function first(judged: Judged, name: string): Judged {
  const others = judged.ranked.filter(({ topic }) => topic !== name);
  return {
    ranked: [{ intent: name, topic: name, score: 1 }, ...others],
    intent: name,
    topic: name,
    confidence: 1,
    verdict: 'sure',
  };
}

/** Where nothing happens, an emergency is no answer to offer. What remains shares its part, but is never sure by that. */
function withoutEmergency(judged: Judged): Judged {
  const rest = judged.ranked.filter(({ topic }) => topic !== EMERGENCY);
  if (judged.topic !== EMERGENCY) return { ...judged, ranked: rest };
  const sum = rest.reduce((total, { score }) => total + score, 0);
  const ranked = rest.map((one) => ({ ...one, score: one.score / Math.max(sum, 1e-9) }));
  const [best] = ranked;
  if (best === undefined) return judged;
  const { intent, topic, score } = best;
  return { ranked, intent, topic, confidence: score, verdict: topic === 'off-topic' ? 'refused' : 'unsure' };
}
