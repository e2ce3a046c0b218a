import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { App, JoinedSpine } from './app.ts';
import { type Console, createConsole } from './console/console.ts';
import { handOver } from './exchanges/hand-over.ts';
import { createAssets, LOOK } from './http/assets.ts';
import type { Learned } from './learn.ts';
import type { Knowledge } from './model/decision.ts';
import type { Seal } from './seal.ts';
import type { Store } from './store/store.ts';

type ConsoleParts = { store: Store; seal: Seal; joined: JoinedSpine; learned: Learned };

/** Joins the staff's pages to the spine, to what is known, and to the news of both. */
export function consoleOf(app: App, { store, seal, joined, learned }: ConsoleParts): Console {
  const { config, world, log, changes } = app;
  const { spine, officers } = joined;
  const { knowledge, calendar } = learned;
  const { worker, troubles } = spine;
  return createConsole({
    store,
    seal,
    world,
    log,
    changes,
    topics: topicsOf(knowledge),
    troubles,
    handOver: (key, by) =>
      handOver({ store, calendar, officers, world, wake: worker.wake, troubles }, key, by),
    joined,
    learned,
    root: app.root,
    assets: createAssets('/console/assets', [
      { from: join(import.meta.dirname, 'console/public'), as: '' },
      { from: createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'), as: 'htmx.js' },
      ...LOOK,
    ]),
    publicUrl: config.PUBLIC_URL ?? null,
    isDemo: config.demo,
  });
}

/** Topics that something is known of, by what they are called. */
function topicsOf({ intents, content }: Knowledge): ReadonlyMap<string, string> {
  const topics = new Set([...intents.values()].map(({ topic }) => topic));
  const titles = [...topics].map((topic): [string, string] => [topic, content.topicTitle(topic)]);
  return new Map(titles.sort(([, a], [, b]) => a.localeCompare(b, 'vi')));
}

/** The one-time link that makes the first account; null when there is one. */
export async function firstLink(pages: Console, base: string): Promise<string | null> {
  const path = await pages.firstPath();
  return path && `${base.replace(/\/$/, '')}${path}`;
}
