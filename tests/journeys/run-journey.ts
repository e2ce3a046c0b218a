import { join } from 'node:path';
import { toLine } from '../../src/cli/exchanges.ts';
import { startFakeGraph } from '../fakes/fake-graph.ts';
import { FAKE_OA, type FakeZalo, startFakeZalo } from '../fakes/fake-zalo.ts';
import type { Journey, JourneyStep } from './journey.ts';
import { messengerSeat, misbehaveGraph } from './messenger-seat.ts';
import { createMovingWorld } from './moving-world.ts';
import { ROOT, startApp } from './start-app.ts';

/** How one person writes and what is on their screen. */
type Seat = {
  write(text: string, step: JourneyStep): Promise<void>;
  /** Somebody answers this person from the platform's own inbox. */
  human?(text: string): Promise<void>;
  screen(): Promise<string[]>;
};

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Times that a step is looked at before it counts as not done. */
const MOST_LOOKS = 6;

/** Plays a journey over HTTP; returns what did not happen as written, [] when all did. */
export async function runJourney(journey: Journey, settings: Record<string, string> = {}): Promise<string[]> {
  const world = createMovingWorld(journey.at);
  let mindFails = false;
  const zalo = await startFakeZalo();
  const graph = journey.channel === 'messenger' ? await startFakeGraph({ now: world.now }) : null;
  const app = await startApp({
    world,
    zalo,
    graph,
    laws: journey.laws ? join(ROOT, 'tests/journeys/laws.jsonl') : null,
    union: journey.union ? join(ROOT, 'tests/journeys/union.yaml') : null,
    mindFails: () => mindFails,
    settings,
  });
  const seats = new Map<string, Seat>();
  const seen = new Map<string, number>();
  const problems: string[] = [];

  /** A turn that fails is owed until its time has come. */
  const atRest = () => (mindFails ? new Promise((resolve) => setTimeout(resolve, 500)) : app.atRest());

  function seatOf(who: string): Seat {
    const known = seats.get(who);
    if (known) return known;
    const made = who.startsWith('W') ? workerSeat(who) : zaloSeat(app.url, zalo, who);
    seats.set(who, made);
    return made;
  }

  function workerSeat(who: string): Seat {
    if (graph) return messengerSeat(app.url, graph, idOf(who));
    return journey.channel === 'web-chat' ? webSeat(app.url) : zaloSeat(app.url, zalo, who);
  }

  const newestCase = async () =>
    (await app.store.cases.list({}, null, 100))
      .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
      .at(-1);

  async function filled(text: string): Promise<string> {
    return text.includes('{code}') || text.includes('{CODE}')
      ? text
          .replaceAll('{code}', (await newestCase())?.code ?? 'no-case')
          .replaceAll('{CODE}', (await newestCase())?.code.toLowerCase().replace('-', '') ?? 'no-case')
      : text;
  }

  async function act(step: JourneyStep): Promise<void> {
    if (step.mind) mindFails = step.mind === 'fails';
    if (step.platform && graph) misbehaveGraph(graph, step.platform);
    else if (step.platform) misbehave(zalo, step.platform);
    if (step.wait) await pass(step.wait);
    const texts = step.burst ?? (step.says !== undefined ? [step.says] : []);
    if (step.who && (texts.length > 0 || step.kind || step.taps || step.presses)) {
      for (const text of texts.length > 0 ? texts : [''])
        await seatOf(step.who).write(await filled(text), step);
    }
    if (step.who && step.human) await seatOf(step.who).human?.(step.human);
    await atRest();
  }

  /** In pieces, so that each run of the clockwork finds its own time. */
  async function pass(text: string): Promise<void> {
    const [, number = '0', unit = 's'] = text.match(/^(\d+)(.)$/) ?? [];
    const total = Number(number) * (unit in UNIT_MS ? UNIT_MS[unit as keyof typeof UNIT_MS] : 0);
    const pieces = Math.min(40, Math.max(1, Math.ceil(total / (15 * 60_000))));
    for (let piece = 0; piece < pieces; piece++) {
      world.pass(total / pieces);
      await new Promise((resolve) => setTimeout(resolve, 60));
      await atRest();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  async function check(step: JourneyStep, at: string): Promise<void> {
    const fresh = new Map<string, string>();
    for (const who of new Set([...seats.keys(), ...Object.keys(step.hears ?? {}), ...(step.silent ?? [])])) {
      const screen = await seatOf(who).screen();
      fresh.set(who, screen.slice(seen.get(who) ?? 0).join('\n'));
      seen.set(who, screen.length);
    }
    for (const [who, lines] of Object.entries(step.hears ?? {}))
      for (const line of lines) {
        const wanted = await filled(line);
        if (!holds(fresh.get(who) ?? '', wanted))
          problems.push(`${at}: ${who} does not read "${wanted}" but:\n${fresh.get(who) || '(nothing)'}`);
      }
    for (const [who, lines] of Object.entries(step.not ?? {}))
      for (const line of lines)
        if (holds(fresh.get(who) ?? '', await filled(line)))
          problems.push(`${at}: ${who} reads "${line}":\n${fresh.get(who)}`);
    for (const who of step.silent ?? [])
      if (fresh.get(who)) problems.push(`${at}: ${who} should read nothing but reads:\n${fresh.get(who)}`);
    await checkStore(step, at);
  }

  /** On a busy machine something may still be on its way that no look at the store shows. What should not happen is not waited for. */
  async function checkPatiently(step: JourneyStep, at: string): Promise<void> {
    const before = new Map(seen);
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      if (looks > 0) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await atRest();
      }
      problems.length = 0;
      seen.clear();
      for (const [who, lines] of before) seen.set(who, lines);
      await check(step, at);
      if (problems.length === 0) return;
    }
  }

  async function checkStore(step: JourneyStep, at: string): Promise<void> {
    const all = await app.store.cases.list({}, null, 100);
    if (step.cases !== undefined && all.length !== step.cases) problems.push(`${at}: ${all.length} cases`);
    const newest = await newestCase();
    problems.push(...differences(step.case, newest as Record<string, unknown> | undefined, `${at}: case`));
    if (!step.log) return;
    const turns = (await app.store.exchanges.list({}, null, 1000)).filter(
      (one) => one.processed && one.received.kind !== 'effect',
    );
    const last = turns.at(-1);
    problems.push(
      ...differences(
        step.log,
        last && { ...toLine(last).processed, status: toLine(last).status },
        `${at}: log`,
      ),
    );
  }

  try {
    for (const [index, step] of journey.steps.entries()) {
      await act(step);
      await checkPatiently(step, `step ${index + 1} (${step.who ?? ''} ${step.says ?? step.wait ?? ''})`);
      if (problems.length > 0) break;
    }
    return problems;
  } finally {
    await app.stop();
    await zalo.close();
    await graph?.close();
    world.close();
  }
}

function differences(
  wanted: Record<string, unknown> | undefined,
  found: Record<string, unknown> | undefined,
  at: string,
): string[] {
  return Object.entries(wanted ?? {}).flatMap(([name, value]) =>
    JSON.stringify(found?.[name]) === JSON.stringify(value)
      ? []
      : [`${at}.${name} is ${JSON.stringify(found?.[name])}, not ${JSON.stringify(value)}`],
  );
}

/** White space and capitals aside. */
const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').toLowerCase();
const holds = (text: string, wanted: string): boolean => plain(text).includes(plain(wanted));

const IDS: Record<string, string> = {
  W: '2468458835291979221',
  W2: '2468458835291979222',
  W3: '2468458835291979223',
};
/** Officers of tests/journeys/union.yaml have their channel ids there: `<number>` after the letter. */
const idOf = (who: string): string =>
  IDS[who] ?? `12345678901234567${who.replace(/\D/g, '').padStart(2, '0')}`;

function zaloSeat(url: string, zalo: FakeZalo, who: string): Seat {
  const user = idOf(who);
  return {
    async write(text, { quoting, kind }) {
      const quoted = quoting && zalo.sentTo(user).findLast((message) => holds(message.text, quoting));
      const event = zalo.userSends(user, text, {
        ...(quoted ? { quotes: quoted.messageId } : {}),
        ...(kind ? { kind, attachments: [{ type: kind, payload: { url: 'https://f.zdn.vn/vi-du' } }] } : {}),
      });
      const [status] = await zalo.post(`${url}/webhooks/zalo-oa`, [event]);
      if (status !== 200) throw new Error(`the webhook answered ${status}`);
    },
    async human(text) {
      const message = { user, text, account: FAKE_OA.oaId, messageId: `h${Date.now()}` };
      await zalo.post(`${url}/webhooks/zalo-oa`, [zalo.echoOf(message, { admin: '77' })]);
    },
    screen: async () => zalo.sentTo(user).map((message) => message.text),
  };
}

function webSeat(url: string): Seat {
  let token: string | null = null;
  let sent = 0;
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  return {
    async write(text) {
      token ??= (await call('/chat/sessions', { method: 'POST', body: '{}' })).token;
      await call('/chat/messages', { method: 'POST', body: JSON.stringify({ id: `c${++sent}`, text }) });
    },
    async screen() {
      if (!token) return [];
      const { messages } = await call('/chat/messages');
      return messages
        .filter((message: { from: string }) => message.from !== 'you')
        .map(({ text, choices }: { text: string; choices: { n: number; title: string }[] }) =>
          [text, ...choices.map(({ n, title }) => `${n}. ${title}`)].join('\n'),
        );
    },
  };
}

function misbehave(zalo: FakeZalo, how: NonNullable<JourneyStep['platform']>): void {
  if (how === 'hang') zalo.misbehave({ do: 'hang' });
  if (how === 'refuse') zalo.misbehave({ do: 'status', status: 429, retryAfter: '3' });
  if (how === 'blocked') zalo.misbehave({ do: 'refuse', code: -213 });
}
