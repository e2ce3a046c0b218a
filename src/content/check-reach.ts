import { fold } from './fold.ts';
import type { Library } from './library.ts';
import type { Problem } from './problem.ts';
import type { IntentFile } from './read-intents.ts';

/** Intents respond with answers and flows that exist, topics have a title, and every answer can be reached by somebody. */
export function checkReach(library: Library, intents: readonly IntentFile[]): Problem[] {
  const lost = intents.flatMap(({ file, intent, lineOf }) => {
    const wrong = (key: string, message: string) => [{ file, line: lineOf([key]), message }];
    const { respond, topic } = intent;
    return [
      ...('answer' in respond && !library.answers.has(respond.answer)
        ? wrong('respond', `no answer is called ${respond.answer}`)
        : []),
      ...('flow' in respond && !library.flows.has(respond.flow) && !library.calculators.has(respond.flow)
        ? wrong('respond', `no flow is called ${respond.flow}`)
        : []),
      ...(Object.hasOwn(library.topics, topic)
        ? []
        : wrong('topic', `topics.yaml has no title for ${topic}`)),
    ];
  });
  const untitled = [...library.answers.values()]
    .filter(({ topic }) => !Object.hasOwn(library.topics, topic))
    .map((answer) => ({
      file: answer.file,
      line: answer.lineOf(['topic']),
      message: `topics.yaml has no title for ${answer.topic}`,
    }));
  const reached = reachable(library, intents);
  const orphans = [...library.answers.values()]
    .filter(({ id }) => !reached.has(id))
    .map(({ file }) => ({ file, line: 1, message: 'no intent and no button leads to this answer' }));
  return [...lost, ...untitled, ...orphans];
}

/** From the intents, from words that choose within a topic, and from the wording's buttons along the answers' own buttons. */
function reachable(library: Library, intents: readonly IntentFile[]): ReadonlySet<string> {
  const asked = new Map(
    [...library.answers.values()].flatMap(({ id, asks }) => asks.map((phrase) => [fold(phrase), id])),
  );
  const bySay = (choices: readonly { say: string }[]) =>
    choices.flatMap(({ say }) => asked.get(fold(say)) ?? []);
  const general = intents.flatMap(({ intent: { respond } }) => ('answer' in respond ? [respond.answer] : []));
  const topics = new Set(general.flatMap((id) => library.answers.get(id)?.topic ?? []));
  const chosen = [...library.answers.values()].filter(
    ({ topic, words }) => words.length > 0 && topics.has(topic),
  );
  const open = [
    ...general,
    ...chosen.map(({ id }) => id),
    ...[...library.wording.entries.values()].flatMap(({ choices }) => bySay(choices)),
  ];
  const reached = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const answer = library.answers.get(id);
    if (reached.has(id) || answer === undefined) continue;
    reached.add(id);
    open.push(...bySay(answer.choices), ...[answer.onHoliday, answer.before].flatMap((next) => next ?? []));
  }
  return reached;
}
