import { haystack, looked } from '../../content/choose-answer.ts';
import { fold } from '../../content/fold.ts';
import type { Flow, FlowStep } from '../../model/flow.ts';
import { fold as withoutMarks } from '../../understanding/vietnamese/fold.ts';
import type { Slots } from '../flow.ts';
import type { Scene } from '../scene.ts';
import {
  bareNumber,
  birthIn,
  countedIn,
  datesIn,
  type Found,
  minutesIn,
  moneyIn,
  monthsIn,
} from './readings.ts';

type Value = string | number;
type Spoken = { scene: Scene; text: string };

/** What a message tells of a calculator's facts without being asked: each number once, the step that it is meant for first. */
export function factsTold(scene: Scene, { steps }: Flow): Slots {
  const spoken = { scene, text: textOf(scene) };
  const taken = new Set<string>();
  const told: Slots = {};
  // Steps that name what stands before their number choose before those that take any.
  const inOrder = [...steps.filter(({ near }) => near), ...steps.filter(({ near }) => !near)];
  for (const step of inOrder) {
    const [slot] = step.fills;
    const value = toldFor(step, spoken, taken);
    if (slot !== undefined && value !== null && isInRange(step, value)) told[slot] = value;
  }
  return told;
}

/** As the engine read it, abbreviations opened; by letters alone where it read nothing. */
const textOf = ({ text, understood }: Scene): string =>
  understood.folded === '' ? withoutMarks(text.normalize('NFC').toLowerCase()) : understood.folded;

function toldFor(step: FlowStep, spoken: Spoken, taken: Set<string>): Value | null {
  const named = byWords(step, spoken);
  if (named !== null) return typed(step, named);
  const all = foundFor(step, spoken);
  const found = all.find((one) => !taken.has(`${one.at} ${one.value}`) && isNear(step, spoken.text, one));
  if (found === undefined) return other(step, spoken);
  taken.add(`${found.at} ${found.value}`);
  return found.value;
}

/** Data names values as texts; a step that counts keeps numbers. */
const typed = ({ accepts }: FlowStep, value: string): Value => (accepts === 'count' ? Number(value) : value);

function byWords({ words = {}, byDay }: FlowStep, { scene, text }: Spoken): string | null {
  // "25k một giờ": what is glued to its number is a word of its own.
  const question = haystack(text.replace(/(\d)([a-z]+)\b/g, '$1 $2'));
  for (const [value, patterns] of Object.entries(words))
    if (patterns.some((pattern) => looked(pattern).find(question) !== null)) return value;
  const [day] = byDay ? datesIn(text, scene.facts.now) : [];
  if (day === undefined || byDay === undefined) return null;
  if (scene.content.law.holiday(day) === 'holiday') return byDay.holiday;
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0 ? byDay.sunday : byDay.other;
}

function foundFor({ accepts, unit }: FlowStep, { text }: Spoken): Found[] {
  switch (accepts) {
    case 'money':
      return moneyIn(text).map((one, n) => ({ ...one, at: -1 - n }));
    case 'minutes':
      return minutesIn(text);
    case 'months':
      return monthsIn(text);
    case 'days':
    case 'count':
      return unit ? countedIn(text, unit) : [];
    default:
      return [];
  }
}

const REACH = 24;

/** Whether one of the words that announce this step's number stands shortly before it. */
function isNear({ near, accepts }: FlowStep, text: string, { at }: Found): boolean {
  if (!near) return true;
  const before = accepts === 'money' ? text : text.slice(Math.max(0, at - REACH), at);
  return near.some((words) => ` ${fold(before)} `.includes(` ${fold(words)} `));
}

function other({ accepts }: FlowStep, { scene, text }: Spoken): string | null {
  switch (accepts) {
    case 'date':
      return datesIn(text, scene.facts.now)[0] ?? null;
    case 'birth':
      return birthIn(text);
    case 'zone':
      return zoneIn(scene);
    default:
      return null;
  }
}

function zoneIn({ content, understood, text, facts }: Scene): string | null {
  const [, written] = /\bvung (3|4|iii|iv)\b/.exec(fold(text)) ?? [];
  if (written !== undefined) return written === '3' || written === 'iii' ? '3' : '4';
  const { areas } = understood.entities;
  const zone = content.zoneOf(areas.length > 0 ? areas.join(', ') : text, facts.now);
  return zone === null ? null : String(zone);
}

/** Whether a value is one that the step may take. */
export const isInRange = ({ min, max }: FlowStep, value: Value): boolean =>
  typeof value !== 'number' || ((min === undefined || min <= value) && (max === undefined || value <= max));

export type Reply = { is: 'value'; value: Value } | { is: 'out of range' } | { is: 'unit?' } | { is: 'none' };

/** The reply to a step that was asked: its number may stand alone, its choice by title. */
export function replyTo(scene: Scene, step: FlowStep): Reply {
  const chosen = choiceOf(scene, step);
  if (chosen !== null) return { is: 'value', value: typed(step, chosen) };
  const spoken = { scene, text: textOf(scene) };
  const value = toldFor({ ...step, near: undefined, unit: step.unit ?? ['ngay'] }, spoken, new Set());
  if (value !== null) return isInRange(step, value) ? { is: 'value', value } : { is: 'out of range' };
  return bareReply(scene, step);
}

function bareReply({ text }: Scene, step: FlowStep): Reply {
  const own = withoutMarks(text.normalize('NFC').toLowerCase());
  const isNone =
    /^(?:khong|chua|ko|k|0)(?: co)?(?: (?:ai|con|dong|ngay|thang|gi|nao))?(?: (?:het|a|nao|dau))*[.!]?$/.test(
      own,
    );
  const counts = step.accepts === 'count' || step.accepts === 'days' || step.accepts === 'months';
  const n = isNone && counts ? 0 : bareNumber(own);
  if (n === null) return { is: 'none' };
  switch (step.accepts) {
    case 'money':
      return inRange(step, [n, n * 1000, n * 1_000_000]);
    case 'minutes':
      return inRange(step, [Math.round(n * 60)]);
    case 'count':
      return Number.isInteger(n) ? inRange(step, [n]) : { is: 'none' };
    case 'days':
      return Number.isInteger(n * 2) ? inRange(step, [n]) : { is: 'none' };
    case 'months':
      return n === 0 ? inRange(step, [0]) : { is: 'unit?' };
    default:
      return { is: 'none' };
  }
}

/** The first of these that the step may take: "6200" is 6.200.000 where a monthly wage was asked. */
function inRange(step: FlowStep, values: number[]): Reply {
  const value = values.find((one) => isInRange(step, one));
  return value === undefined ? { is: 'out of range' } : { is: 'value', value: Math.round(value * 100) / 100 };
}

/** One of the choices by its words, or by the first two or more of them. */
function choiceOf({ content, folded }: Scene, { ask, values = [] }: FlowStep): string | null {
  const named = content.choices(ask).flatMap(({ title, say }, index) => {
    const words = [fold(say), fold(title)];
    const starts = folded.includes(' ') && words.some((text) => text.startsWith(`${folded} `));
    return words.includes(folded) || starts ? [index] : [];
  });
  return named.length === 1 ? (values[named[0] ?? -1] ?? null) : null;
}
