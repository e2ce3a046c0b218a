import type { RankedIntent } from '../model/exchange.ts';
import type { Intent } from '../model/intent.ts';
import type { Understanding } from '../model/understanding.ts';
import { clausesOf, isAsking, piecesOf } from './clauses.ts';
import { createFindDanger, type DangerFound } from './danger.ts';
import type { DangerFile } from './danger-file.ts';
import { recognise } from './embedded/recognise.ts';
import { THRESHOLDS } from './embedded/settings.ts';
import { type Model, train } from './embedded/train.ts';
import { createFindEntities } from './entities.ts';
import { isVietnamese } from './language.ts';
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

/** The embedded engine: danger words first, then what is asked, with how sure we are. Trains once, then answers within a millisecond. */
export function createUnderstand({ intents, lexicon, danger, now, ...given }: UnderstandDeps): Understand {
  const tables = wordTables(lexicon);
  const model = given.model ?? train(intents, lexicon);
  const findDanger = createFindDanger(danger);
  const findSignals = createFindSignals(lexicon);
  const ordinary = new Set(
    intents.flatMap(({ examples }) => examples.flatMap((text) => readText(text, tables).plain)),
  );
  const findEntities = createFindEntities(tables, ordinary);
  const talk = new Set(intents.filter(isTalk).map(({ topic }) => topic));

  const read = (text: string) => readText(text, tables);
  const judge = (reading: Reading): Judged => judgeOf(recognise(model, reading, tables));

  function understandPart(reading: Reading, judged: Judged): Understanding {
    const found = findDanger(reading);
    const vietnamese = isVietnamese(reading, tables);
    return {
      text: reading.text,
      folded: reading.folded,
      ...decided(found, vietnamese, judged),
      entities: findEntities(reading, now()),
      ...findSignals(reading),
      vietnamese,
      also: [],
      engine: `embedded ${model.version}`,
    };
  }

  return async (text) => {
    const reading = read(text);
    const whole = judge(reading);
    const parts = questionsIn(reading.text, { read, judge, talk });
    const [first, ...others] = mainAndOthers(whole, parts, talk);
    const main = understandPart(reading, first.judged);
    if (main.dangerNow || !main.vietnamese) return main;
    return { ...main, also: others.map(({ reading: part, judged }) => understandPart(part, judged)) };
  };
}

/** What is said rather than asked: it never is a second question, and another question goes before it. */
const TALK = new Set(['greeting', 'thanks', 'goodbye', 'abuse', 'off-topic', 'language', 'stop']);
const isTalk = ({ topic }: Intent) => TALK.has(topic);

type Judged = Pick<Understanding, 'ranked' | 'intent' | 'topic' | 'confidence' | 'verdict'>;
type Part = { reading: Reading; judged: Judged };
type Tools = { read(text: string): Reading; judge(reading: Reading): Judged; talk: ReadonlySet<string> };

const OFF_TOPIC: RankedIntent = { intent: 'off-topic', topic: 'off-topic', score: 1 };

function judgeOf(ranked: RankedIntent[]): Judged {
  const [best = OFF_TOPIC] = ranked;
  const isOff = best.topic === OFF_TOPIC.topic && best.score >= THRESHOLDS.offTopic;
  const refused = isOff || best.score < THRESHOLDS.ask;
  const verdict = refused ? 'refused' : best.score >= THRESHOLDS.sure ? 'sure' : 'unsure';
  return {
    ranked: ranked.slice(0, 5),
    intent: refused ? OFF_TOPIC.intent : best.intent,
    topic: refused ? OFF_TOPIC.topic : best.topic,
    confidence: best.score,
    verdict,
  };
}

/** Clauses that surely ask for something, each topic once. */
function questionsIn(text: string, { read, judge, talk }: Tools): Part[] {
  const sure = (pieces: readonly string[], fewest: number) => {
    const seen = new Set<string>();
    return pieces
      .map((piece) => read(piece))
      .filter(({ words }) => words.length >= fewest)
      .map((reading) => ({ reading, judged: judge(reading) }))
      .filter(({ judged: { verdict, topic, confidence } }) => {
        const isSure = verdict === 'sure' && confidence >= THRESHOLDS.part;
        const isNew = isSure && !talk.has(topic) && !seen.has(topic);
        if (isNew) seen.add(topic);
        return isNew;
      });
  };
  const clauses = sure(clausesOf(text), 3);
  if (clauses.length > 1) return clauses;
  const pieces = sure(piecesOf(text), 4);
  return pieces.length > 1 ? pieces : clauses;
}

/** The whole decides when it is sure; else the first of several questions, or the only one when it is asked as such. Further topics follow. */
function mainAndOthers(
  whole: Judged,
  parts: Part[],
  talk: ReadonlySet<string>,
): [{ judged: Judged }, ...Part[]] {
  const isClear = whole.verdict === 'sure' && !talk.has(whole.topic);
  const first = parts.length > 1 ? parts[0] : parts.find(({ reading }) => isAsking(reading.plain));
  const main = isClear || first === undefined ? whole : first.judged;
  const others = main.verdict === 'sure' ? parts.filter(({ judged }) => judged.topic !== main.topic) : [];
  return [{ judged: main }, ...others.slice(0, MOST_ALSO)];
}

const MOST_ALSO = 3;

/** Danger that happens now and another language come before whatever was recognised; harassment and a strike keep their topic. */
function decided({ danger, now }: DangerFound, vietnamese: boolean, judged: Judged) {
  const first = (name: string): Judged => ({
    ranked: [
      { intent: name, topic: name, score: 1 },
      ...judged.ranked.filter(({ topic }) => topic !== name),
    ].slice(0, 5),
    intent: name,
    topic: name,
    confidence: 1,
    verdict: 'sure',
  });
  if (now) return { danger, dangerNow: true, ...first('emergency') };
  return { danger, dangerNow: false, ...(vietnamese ? judged : first('language')) };
}
