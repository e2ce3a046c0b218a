import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter } from '../meter.ts';

/** What is asked of the parts at every scrape; null is "not known here", and that number is then left out. */
export type Measured = {
  /** Seconds the oldest waiting message has waited; 0 when none waits. */
  waitingAgeS: number | null;
  /** Seconds the oldest due reply is overdue; 0 when none is. */
  replyAgeS: number | null;
  troubles: number | null;
  /** Embedded store only: commits to disk and operations since the start. */
  fsyncs: number | null;
  operations: number | null;
  spoolLines: number | null;
  /** Of the newest nightly copy. */
  backupAgeS: number | null;
};

export type Metrics = {
  contentType: string;
  /** Asks the parts, then writes everything down. */
  text(): Promise<string>;
  webhook(channel: string, status: number): void;
  /** Handed to the spine. */
  meter: Meter;
};

/**
 * The numbers of this process as Prometheus text, the event loop's delay (`nodejs_eventloop_lag_p99_seconds` and its like) among them.
 * No label ever holds a person, a case or a word somebody wrote.
 */
export function createMetrics(collect: () => Promise<Measured>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const webhooks = new Counter({
    name: 'cau_noi_webhooks_total',
    help: 'requests of platforms by channel and the status they got',
    labelNames: ['channel', 'status'],
    registers,
  });
  const meter = createMeter(registers);
  const show = createGauges(registers);

  return {
    contentType: registry.contentType,
    async text() {
      show(await collect().catch(() => null));
      return registry.metrics();
    },
    webhook: (channel, status) => webhooks.inc({ channel, status: String(status) }),
    meter,
  };
}

function createMeter(registers: Registry[]): Meter {
  const received = new Counter({
    name: 'cau_noi_received_total',
    help: 'events by channel and where they were kept',
    labelNames: ['channel', 'how'],
    registers,
  });
  const turns = new Histogram({
    name: 'cau_noi_turn_seconds',
    help: 'committed turns by outcome: from taking one to its commit',
    labelNames: ['outcome'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  });
  const failures = new Counter({
    name: 'cau_noi_turn_failures_total',
    help: 'turns that failed and are tried again',
    registers,
  });
  const replies = new Counter({
    name: 'cau_noi_replies_total',
    help: 'replies by channel and what became of them',
    labelNames: ['channel', 'status'],
    registers,
  });
  const paused = new Gauge({
    name: 'cau_noi_channel_paused',
    help: '1 while a channel waits for a human',
    labelNames: ['channel'],
    registers,
  });
  return {
    received: (channel, how) => received.inc({ channel, how }),
    turn: (outcome, seconds) => turns.observe({ outcome }, seconds),
    turnFailed: () => failures.inc(),
    reply: (channel, status) => replies.inc({ channel, status }),
    channelPaused: (channel, isPaused) => paused.set({ channel }, isPaused ? 1 : 0),
  };
}

const GAUGES: [keyof Measured, string, string][] = [
  ['waitingAgeS', 'waiting_age_seconds', 'how long the oldest waiting message has waited'],
  ['replyAgeS', 'reply_age_seconds', 'how long the oldest due reply is overdue'],
  ['troubles', 'troubles', 'exchanges a human must look at, counted up to 1,000'],
  ['spoolLines', 'spool_lines', 'events on disk that the store has not taken yet'],
  ['backupAgeS', 'backup_age_seconds', 'how old the newest nightly copy is'],
];
// The store counts these itself, so they are set to its count; a rate over them gives fsyncs per second.
const TOTALS: [keyof Measured, string, string][] = [
  ['fsyncs', 'store_fsyncs_total', 'commits of the embedded store to disk'],
  ['operations', 'store_operations_total', 'operations of the embedded store'],
];

/** Shows what was measured; while the parts cannot answer (null), the numbers are absent rather than stale. */
function createGauges(registers: Registry[]): (measured: Measured | null) => void {
  const answered = new Gauge({
    name: 'cau_noi_measured',
    help: '1 when the parts answered this scrape',
    registers,
  });
  const setters = [
    ...GAUGES.map(([key, name, help]) => ({ key, set: gaugeSetter(name, help, registers) })),
    ...TOTALS.map(([key, name, help]) => ({ key, set: totalSetter(name, help, registers) })),
  ];
  return (measured) => {
    answered.set(measured ? 1 : 0);
    for (const { key, set } of setters) set(measured?.[key] ?? null);
  };
}

type Setter = (value: number | null) => void;

function gaugeSetter(name: string, help: string, registers: Registry[]): Setter {
  const gauge = new Gauge({ name: `cau_noi_${name}`, help, registers });
  return (value) => {
    gauge.remove();
    if (value !== null) gauge.set(value);
  };
}

function totalSetter(name: string, help: string, registers: Registry[]): Setter {
  const total = new Counter({ name: `cau_noi_${name}`, help, registers });
  return (value) => {
    total.remove();
    if (value !== null) total.inc(value);
  };
}
