import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelAdapter, Outgoing } from '../../src/channels/channel.ts';
import { createSpine } from '../../src/exchanges/spine.ts';
import { openSpool } from '../../src/exchanges/spool.ts';
import { silentLog } from '../../src/log.ts';
import { noMeter } from '../../src/meter.ts';
import type { InboundMessage } from '../../src/model/channel.ts';
import type { Decide, Decision, ReplyDraft } from '../../src/model/decision.ts';
import type { Effect } from '../../src/model/exchange.ts';
import type { Understanding } from '../../src/model/understanding.ts';
import { createSeal } from '../../src/seal.ts';
import { openStore } from '../../src/store/open-store.ts';
import { believeOurselves } from '../../src/understanding/understand.ts';
import { createFakeWorld } from '../fakes/fake-world.ts';

export const OA = '388613280878808645';

/** The spine over a real embedded store, with a dialogue whose rules a test states: what a text is, and what it causes. */
export async function createHarness(options: { effects?(text: string): Effect[] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-spine-'));
  const seal = createSeal(Buffer.alloc(32, 7));
  let idle = async () => {};
  const world = createFakeWorld({ settle: () => idle() });
  const store = await openStore({
    url: `file:${folder}/store.db`,
    seal,
    world,
    log: silentLog,
    role: 'command',
    strictFilters: true,
  });
  const spool = await openSpool({ folder: join(folder, 'spool'), seal, world, log: silentLog });
  const sent: (Outgoing & { to: string })[] = [];
  const platform = { send: async (_message: Outgoing): Promise<string> => `z${sent.length + 1}` };
  const adapter: ChannelAdapter = {
    name: 'zalo-oa',
    limits: { maxText: 2000, showsChoices: false, windowMs: 7 * 86_400_000, freeMs: 48 * 3_600_000 },
    accounts: [OA],
    inbound: { kind: 'none' },
    async send(_from, to, message) {
      const id = await platform.send(message);
      if (id !== LATE) sent.push({ ...message, to });
      return id;
    },
  };
  const understand = async (text: string) => {
    if (text.includes('poison')) throw new Error('this text breaks the model');
    return understood(text);
  };
  const decide: Decide = (standing, heard) => {
    const texts = heard.map(({ received }) => received.told?.what ?? received.text);
    const text = texts.join(' + ');
    const effects = options.effects?.(text) ?? [];
    const officer = text.startsWith('officer-words');
    const drafts: ReplyDraft[] = [
      {
        ...PLAIN,
        text: `re: ${text}`,
        by: officer ? 'officer' : 'bot',
        once: officer,
        supersedes: officer || text.includes('danger'),
      },
    ];
    if (effects.length > 0)
      drafts.push({ ...PLAIN, held: { done: 'done {code}', refused: 'refused', sorry: 'sorry' } });
    return {
      ...DECISION,
      after: { ...standing, slots: { said: text } },
      effects,
      replies: text.includes('silent') ? [] : drafts,
    };
  };
  const knowledge = { intents: new Map(), content: { say: (id: string) => `[${id}]` } };
  const spine = createSpine({
    store,
    spool,
    adapters: [adapter],
    understand,
    consult: believeOurselves,
    decide,
    knowledge,
    isSure: (_standing: unknown, received: { text: string }) =>
      received.text.startsWith('sure') || received.text.includes('danger'),
    gatherFacts: async () => NO_FACTS,
    calendar: { moment: () => 'then' },
    limitsOf: () => adapter.limits,
    burstMs: 2500,
    holder: 'h1',
    width: 8,
    world,
    log: silentLog,
    meter: noMeter,
  } as never);
  idle = async () => {
    for (let quiet = 0; quiet < 3; quiet++) {
      await new Promise((resolve) => setImmediate(resolve));
      const rest = spine.worker.idle().then(() => spine.deliverer.idle());
      await (hanging === 0
        ? rest
        : Promise.race([rest, new Promise((resolve) => setTimeout(resolve, 1500))]));
    }
  };
  let hanging = 0;
  let number = 0;

  async function say(text: string, more: Partial<InboundMessage> = {}): Promise<string> {
    const id = more.platformId ?? `m${++number}`;
    const key = `zalo-oa:${OA}:${id}`;
    await spine.receive({
      is: 'message',
      message: {
        key,
        channel: 'zalo-oa',
        account: OA,
        sender: '9001',
        kind: 'text',
        text,
        attachments: [],
        platformId: id,
        quotes: null,
        event: null,
        wantsTurn: true,
        verified: true,
        raw: '{}',
        ...more,
      },
    });
    return key;
  }

  return {
    world,
    store,
    spine,
    spool,
    sent,
    platform,
    say,
    folder,
    texts: () => sent.map((one) => one.text),
    get: async (key: string) => {
      const found = await store.exchanges.get(key);
      if (!found) throw new Error(`no exchange ${key}`);
      return found;
    },
    /** While a call hangs nothing comes to rest: the harness then waits a little instead. */
    hang(): () => void {
      hanging++;
      let release = () => {};
      platform.send = () =>
        new Promise((resolve) => {
          release = () => resolve(LATE);
        });
      return () => {
        hanging--;
        release();
      };
    },
    async close() {
      await spine.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NO_FACTS = {
  officer: null,
  ownCases: [],
  officerCases: [],
  named: [],
  matches: [],
  refusedCodes: [],
  quotedCase: null,
};

/** What a call that hung ends with, long after anybody waited for it. */
const LATE = 'late';

export type Harness = Awaited<ReturnType<typeof createHarness>>;

const PLAIN: ReplyDraft = {
  text: '',
  choices: [],
  by: 'bot',
  held: null,
  once: false,
  keep: false,
  supersedes: false,
};
const DECISION: Omit<Decision, 'after' | 'effects' | 'replies'> = {
  intent: 'x',
  topic: 'x',
  confidence: 1,
  outcome: 'answer',
  answer: '',
  answerVersion: '',
  citations: [],
};

const understood = (text: string): Understanding =>
  ({
    text,
    folded: text,
    danger: text.includes('danger') ? 'accident' : null,
    dangerNow: text.includes('danger'),
    ranked: [],
    intent: 'x',
    topic: 'x',
    confidence: 1,
    verdict: 'sure',
    entities: { money: [], dates: [], durations: [], workplaces: [], areas: [], phones: [] },
    fear: false,
    vietnamese: true,
    also: [],
    engine: 'test',
  }) as unknown as Understanding;
