import { join } from 'node:path';
import { createCalendar } from './calendar/create-calendar.ts';
import { loadCalendar } from './calendar/load-calendar.ts';
import { loadContent } from './content/load-content.ts';
import { AppError } from './errors.ts';
import { createKeptModels, keyOfModel } from './kept-models.ts';
import type { Calendar } from './model/calendar.ts';
import type { Knowledge } from './model/decision.ts';
import type { Intent } from './model/intent.ts';
import { createUnderstand } from './understanding/create-understand.ts';
import type { Model } from './understanding/embedded/train.ts';
import { trainAside } from './understanding/embedded/train-aside.ts';
import { loadIntents } from './understanding/load-intents.ts';
import type { Understand } from './understanding/understand.ts';
import { type Lexicon, type WordTables, wordTables } from './understanding/vietnamese/lexicon.ts';
import type { World } from './world.ts';

/** What we know and say, loaded from intents/ and content/. */
export type Learned = {
  knowledge: Knowledge;
  understand: Understand;
  calendar: Calendar;
  /** How people write, ready to be looked up. */
  tables: WordTables;
};

export type LearnDeps = {
  root: string;
  world: Pick<World, 'now'>;
  /** Where models trained before may be; a new one is kept in the last. */
  models: readonly string[];
  /** Only these intents; all without it. */
  wanted?: (intent: string) => boolean;
};

/** Loads and checks what we know and say; anything wrong stops the start, with its file and line. Trains only what was never trained. */
export async function learn({ root, world, models, wanted }: LearnDeps): Promise<Learned> {
  const intents = loadIntents(join(root, 'intents'), wanted);
  const content = loadContent(root);
  const calendar = loadCalendar(root);
  const problems = [...intents.problems, ...content.problems, ...calendar.problems];
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line}: ${message}`);
    throw new AppError('invalid', `intents/ or content/ cannot be used:\n${lines.join('\n')}`);
  }
  const { intents: known, lexicon, danger } = intents;
  const model = await modelOf(known, lexicon, models);
  return {
    knowledge: { intents: new Map(known.map((intent) => [intent.name, intent])), content: content.content },
    understand: createUnderstand({ intents: known, lexicon, danger, now: world.now, model }),
    calendar: createCalendar(calendar.settings),
    tables: wordTables(lexicon),
  };
}

async function modelOf(
  intents: readonly Intent[],
  lexicon: Lexicon,
  folders: readonly string[],
): Promise<Model> {
  const kept = createKeptModels(folders);
  const key = keyOfModel(intents, lexicon);
  const known = kept.find(key);
  if (known !== null) return known;
  const model = await trainAside(intents, lexicon);
  kept.keep(key, model);
  return model;
}
