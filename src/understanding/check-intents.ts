import type { Problem } from '../content/problem.ts';
import { ACTS } from '../model/intent.ts';
import type { IntentSource, LoadedIntents } from './load-intents.ts';
import { sameWords } from './same-words.ts';
import { wordTables } from './vietnamese/lexicon.ts';
import { readText } from './vietnamese/read-text.ts';

/** What an answered topic, and one that is handed over, need before they are understood. */
const FEWEST = { answered: 60, handedOver: 25, talk: 15 } as const;
const TALK: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye', 'language', 'stop', 'privacy']);

type Known = {
  topics: readonly string[];
  /** Questions that judge the model; a phrase that repeats one would make the judgement worthless. */
  questions?: readonly string[];
};

type Phrase = { source: IntentSource; n: number; text: string; words: readonly string[] };

/** Everything that is wrong with the phrases, with file and line. */
export function checkIntents(loaded: LoadedIntents, { topics, questions = [] }: Known): Problem[] {
  const tables = wordTables(loaded.lexicon);
  const words = (text: string) => readText(text, tables).plain;
  const phrases = loaded.sources.flatMap((source) =>
    source.intent.examples.map((text, n) => ({ source, n, text, words: words(text) })),
  );
  return [
    ...loaded.problems,
    ...loaded.sources.flatMap((source) => [...unknownNames(source, topics), ...tooFew(source)]),
    ...sameNames(loaded.sources),
    ...missingTopics(loaded.sources, topics),
    ...twice(phrases),
    ...repeated(phrases, questions.map(words)),
  ].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

const at = ({ file, lineOf }: IntentSource, path: PropertyKey[], message: string): Problem => ({
  file,
  line: lineOf(path),
  message,
});

function unknownNames(source: IntentSource, topics: readonly string[]): Problem[] {
  const { topic, respond } = source.intent;
  const acts: readonly string[] = ACTS;
  const problems: Problem[] = [];
  if (!topics.includes(topic)) problems.push(at(source, ['topic'], `there is no topic "${topic}"`));
  if ('act' in respond && !acts.includes(respond.act))
    problems.push(
      at(source, ['respond', 'act'], `there is no act "${respond.act}"; acts are ${ACTS.join(', ')}`),
    );
  return problems;
}

function tooFew(source: IntentSource): Problem[] {
  const { topic, respond, examples } = source.intent;
  const handedOver = 'act' in respond;
  const fewest = TALK.has(topic) ? FEWEST.talk : handedOver ? FEWEST.handedOver : FEWEST.answered;
  return examples.length >= fewest
    ? []
    : [
        at(
          source,
          ['examples'],
          `${examples.length} phrases are too few to be understood; ${fewest} is the least`,
        ),
      ];
}

function sameNames(sources: readonly IntentSource[]): Problem[] {
  return sources.flatMap((source, n) => {
    const first = sources.slice(0, n).find(({ intent }) => intent.name === source.intent.name);
    return first ? [at(source, ['name'], `${first.file} has the same name`)] : [];
  });
}

/** A topic nobody's phrases lead to would be taken for another. `other` is what is left over and has none. */
function missingTopics(sources: readonly IntentSource[], topics: readonly string[]): Problem[] {
  const known = new Set(sources.map(({ intent }) => intent.topic));
  return topics
    .filter((topic) => topic !== 'other' && !known.has(topic))
    .map((topic) => ({
      file: `intents/${topic}.yaml`,
      line: 1,
      message: `no intent has the topic "${topic}"`,
    }));
}

/** The same words twice: within an intent for nothing, in two intents against each other. */
function twice(phrases: readonly Phrase[]): Problem[] {
  const first = new Map<string, Phrase>();
  return phrases.flatMap((phrase) => {
    const key = phrase.words.join(' ');
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, phrase);
      return [];
    }
    const { file, lineOf } = other.source;
    const where =
      other.source === phrase.source
        ? `line ${lineOf(['examples', other.n])}`
        : `${file}:${lineOf(['examples', other.n])}`;
    return [at(phrase.source, ['examples', phrase.n], `"${phrase.text}" is the same as ${where}`)];
  });
}

function repeated(phrases: readonly Phrase[], questions: readonly (readonly string[])[]): Problem[] {
  if (questions.length === 0) return [];
  const near = sameWords(questions);
  return phrases.flatMap((phrase) => {
    const question = near(phrase.words);
    return question === null
      ? []
      : [
          at(
            phrase.source,
            ['examples', phrase.n],
            `"${phrase.text}" is too near to the question "${question.join(' ')}"`,
          ),
        ];
  });
}
