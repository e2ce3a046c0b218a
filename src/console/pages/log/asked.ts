import { isoDay, toInstant, toLocal } from '../../../calendar/local-time.ts';
import { CHANNELS, type ChannelName } from '../../../model/channel.ts';
import { DELIVERIES, type Delivery } from '../../../model/delivery.ts';
import { OUTCOMES, type Outcome } from '../../../model/exchange.ts';
import type { LogFrom, LogKey, LogSearch } from '../../../model/log-search.ts';
import { LOG } from '../../addresses.ts';

/** What the address of the log asks for; everything is in the address, so it can be kept and handed on. */
export type Asked = {
  q: string;
  /** ISO days in Vietnam; both are shown. '' is open. */
  from: string;
  to: string;
  channel: ChannelName | '';
  topic: string;
  outcome: Outcome | '';
  delivery: Delivery | '';
  person: string;
  place: LogFrom | null;
};

const MOST_LETTERS = 200;

/** What makes no sense is left out, as if it had not been asked. */
export function readAsked(query: URLSearchParams): Asked {
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, MOST_LETTERS);
  const [older, newer] = [readKey(query.get('older')), readKey(query.get('newer'))];
  return {
    q: text('q'),
    from: readDay(text('from')),
    to: readDay(text('to')),
    channel: CHANNELS.find((one) => one === text('channel')) ?? '',
    topic: text('topic'),
    outcome: OUTCOMES.find((one) => one === text('outcome')) ?? '',
    delivery: DELIVERIES.find((one) => one === text('delivery')) ?? '',
    person: text('person'),
    place: older ? { older } : newer ? { newer } : null,
  };
}

const FIELDS = ['q', 'from', 'to', 'channel', 'topic', 'outcome', 'delivery', 'person'] as const;

/** The address of the same list with other wishes; a change of the filter begins at the newest. */
export function logAt(asked: Asked, change: Partial<Asked> = {}, path = LOG): string {
  const next: Asked = { ...asked, place: null, ...change };
  const query = new URLSearchParams();
  for (const name of FIELDS) if (next[name] !== '') query.set(name, next[name]);
  if (next.place && 'older' in next.place) query.set('older', writeKey(next.place.older));
  if (next.place && 'newer' in next.place) query.set('newer', writeKey(next.place.newer));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What the store is asked. */
export function toSearch({ q, from, to, channel, topic, outcome, delivery, person }: Asked): LogSearch {
  return {
    ...(q === '' ? {} : { words: q }),
    ...(from === '' ? {} : { from: startOf(from) }),
    // The last day is shown to its end.
    ...(to === '' ? {} : { to: startOf(to, 1) }),
    ...(channel === '' ? {} : { channel }),
    ...(topic === '' ? {} : { topic }),
    ...(outcome === '' ? {} : { outcome }),
    ...(delivery === '' ? {} : { delivery }),
    ...(person === '' ? {} : { person }),
  };
}

const startOf = (day: string, later = 0): Date =>
  toInstant({ day: toLocal(new Date(`${day}T00:00:00+07:00`)).day + later, ms: 0 });

function readDay(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00+07:00`) : null;
  // 2026-02-31 is no day, although a date is made of it.
  return at && !Number.isNaN(at.getTime()) && isoDay(toLocal(at).day) === text ? text : '';
}

const writeKey = ({ at, key }: LogKey): string => `${at.getTime()}.${key}`;

function readKey(text: string | null): LogKey | null {
  const [, time, key] = /^(\d{1,15})\.(.+)$/s.exec(text ?? '') ?? [];
  return time && key ? { at: new Date(Number(time)), key } : null;
}
