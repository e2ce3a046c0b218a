import { join } from 'node:path';
import { createCalendar } from '../../src/calendar/create-calendar.ts';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { decide } from '../../src/dialogue/decide.ts';
import type { Case } from '../../src/model/case.ts';
import type { Decision, Destination, Facts, Heard, Knowledge, KnownCase } from '../../src/model/decision.ts';
import { type Effect, FRESH, type Received, type Standing, type Told } from '../../src/model/exchange.ts';
import type { Intent } from '../../src/model/intent.ts';
import type { Entities, Understanding } from '../../src/model/understanding.ts';
import type { Officer } from '../../src/model/union.ts';

const root = join(import.meta.dirname, '../..');
export const { content } = loadContent(root);
export const calendar = createCalendar(loadCalendar(root).settings);

const intent = (name: string, topic: string, respond: Intent['respond'], ...examples: string[]): Intent => ({
  name,
  topic,
  respond,
  examples,
});
const intents: Intent[] = [
  intent('late-wages', 'late-wages', { answer: 'late-wages' }, 'công ty chậm trả lương tháng này'),
  intent('minimum-wage', 'minimum-wage', { answer: 'minimum-wage' }, 'lương thấp nhất là mấy'),
  intent('overtime-pay', 'overtime-pay', { answer: 'overtime-pay' }, 'tăng ca tính tiền ra sao'),
  intent('annual-leave', 'annual-leave', { answer: 'annual-leave' }, 'một năm được mấy ngày phép'),
  intent('tet-sum-vay', 'tet-sum-vay', { answer: 'tet-sum-vay' }, 'tết này có quà không'),
  intent('si-book', 'si-book', { act: 'hand-over' }, 'mất sổ bảo hiểm thì sao'),
  intent('complaint', 'complaint', { flow: 'complaint' }, 'tôi cần phản ánh công ty'),
  intent('talk-to-person', 'talk-to-person', { act: 'talk-to-person' }, 'cho tôi nói với người thật'),
  intent('my-case', 'my-case', { act: 'my-case' }, 'đơn của tôi tới đâu rồi'),
  intent('privacy', 'privacy', { act: 'privacy' }, 'ai đọc được tin của tôi'),
  intent('about-bot', 'about-bot', { act: 'about-bot' }, 'bạn là ai'),
  intent('greeting', 'greeting', { act: 'greeting' }, 'chào ad'),
  intent('thanks', 'thanks', { act: 'thanks' }, 'cảm ơn nhé'),
  intent('goodbye', 'goodbye', { act: 'goodbye' }, 'tạm biệt'),
  intent('abuse', 'abuse', { act: 'abuse' }, 'máy gì mà dở'),
  intent('rumour', 'rumour', { act: 'rumour' }, 'nghe nói sắp bỏ thưởng tết'),
  intent('press-inquiry', 'press-inquiry', { act: 'press' }, 'tôi là nhà báo'),
  intent('stop', 'stop', { act: 'stop' }, 'đừng gửi tin nữa'),
  intent('language', 'language', { act: 'language' }, 'có nói tiếng Ê Đê không'),
  intent('erase-data', 'privacy', { act: 'erase-data' }, 'xóa hết tin của tôi đi'),
  intent('emergency', 'emergency', { act: 'emergency' }, 'gọi số nào khi cháy'),
  intent('off-topic', 'off-topic', { act: 'off-topic' }, 'giá vàng hôm nay'),
];
export const knowledge: Knowledge = { content, intents: new Map(intents.map((one) => [one.name, one])) };

/** 10:00 on Tuesday 24/11, a holiday: the offices open on Wednesday at 08:00. */
export const NOW = new Date('2026-11-24T10:00:00+07:00');
export const at = (text: string): Date => new Date(`${text}+07:00`);

const ENTITIES: Entities = { money: [], dates: [], durations: [], workplaces: [], areas: [], phones: [] };
const fold = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd').trim();

export type Meant = Partial<Omit<Understanding, 'entities'>> & { entities?: Partial<Entities> };

/** What the engine would make of a text; refused unless a test says what was meant. */
export function understood(text: string, meant: Meant = {}): Understanding {
  const topic = meant.topic ?? 'off-topic';
  return {
    text,
    folded: fold(text),
    danger: null,
    dangerNow: false,
    ranked: [],
    confidence: meant.topic ? 0.9 : 0.1,
    verdict: meant.topic ? 'sure' : 'refused',
    fear: false,
    grievance: false,
    vietnamese: true,
    also: [],
    engine: 'test',
    ...meant,
    topic,
    intent: meant.intent ?? topic,
    entities: { ...ENTITIES, ...meant.entities },
  };
}

export const received = (text: string, more: Partial<Received> = {}): Received => ({
  kind: 'text',
  text,
  attachments: [],
  platformId: null,
  quotes: null,
  event: null,
  verified: true,
  told: null,
  heard: true,
  raw: null,
  ...more,
});

export const heard = (text: string, meant: Meant = {}, more: Partial<Received> = {}): Heard => ({
  key: `zalo-oa:oa:${text}`,
  at: NOW,
  received: received(text, more),
  understood: understood(text, meant),
});

export const NOBODY: Destination = {
  workplace: null,
  unit: null,
  unitName: '',
  level: 'province',
  officers: [],
  excluded: [],
};
export const PROVINCE: Destination = {
  workplace: null,
  unit: 'dl',
  unitName: 'LĐLĐ tỉnh',
  level: 'province',
  officers: [{ code: 'o9', person: 'officer-9' }],
  excluded: [],
};
export const WARD: Destination = {
  workplace: 'cty-a',
  unit: 'cd-tan-an',
  unitName: 'Công đoàn phường Tân An',
  level: 'upper',
  officers: [{ code: 'o2', person: 'officer-2' }],
  excluded: ['o1'],
};
export const FIRM: Destination = {
  workplace: 'cty-a',
  unit: 'cty-a',
  unitName: 'CĐCS Công ty A',
  level: 'grassroots',
  officers: [{ code: 'o1', person: 'officer-1' }],
  excluded: [],
};

export const MATCHES = [
  { code: 'cty-a', name: 'Công ty TNHH A', area: 'phường Tân An', score: 0.8 },
  { code: 'cty-a-hp', name: 'Nhà máy A Hòa Phú', area: 'xã Hòa Phú', score: 0.7 },
];

/** A province with a firm, its ward and its officers (ví dụ). */
export const facts = (more: Partial<Facts> = {}): Facts => ({
  now: NOW,
  calendar,
  channel: 'zalo-oa',
  person: 'worker-1',
  officer: null,
  ownCases: [],
  officerCases: [],
  named: [],
  refusedCodes: [],
  quotedCase: null,
  matches: [],
  law: () => null,
  destination: (workplace, identity) => {
    if (workplace === null) return PROVINCE;
    return identity === 'named' ? FIRM : WARD;
  },
  duty: PROVINCE,
  province: PROVINCE,
  treeIsEmpty: false,
  windowStaysOpen: true,
  mayBeTold: true,
  outOfReach: [],
  ...more,
});

/** A fresh installation: no tree, nobody to tell. */
export const nobody = (more: Partial<Facts> = {}): Facts =>
  facts({ destination: () => NOBODY, duty: NOBODY, province: NOBODY, treeIsEmpty: true, ...more });

export const officer: Officer = {
  code: 'o2',
  name: 'Cán bộ 2',
  unit: 'cd-tan-an',
  duties: ['communication', 'cases'],
  channels: [],
  languages: ['vi'],
  endedAt: null,
  persons: ['officer-2'],
};
export const officerFacts = (cases: KnownCase[], more: Partial<Facts> = {}): Facts =>
  facts({ officer, person: 'officer-2', officerCases: cases, ...more });

export function knownCase(more: Partial<KnownCase> = {}): KnownCase {
  const due = at('2026-11-25T14:00');
  const base: Case = {
    code: 'K7-4F2',
    kind: 'complaint',
    topic: 'late-wages',
    urgency: 'high',
    status: 'new',
    person: 'worker-1',
    channel: 'zalo-oa',
    text: 'công ty chưa trả lương 2 tháng',
    facts: {},
    workplace: 'cty-a',
    workplaceText: 'cong ty A',
    identity: 'hidden',
    unit: 'cd-tan-an',
    level: 'upper',
    holder: null,
    told: ['o2'],
    excluded: ['o1'],
    unreachable: false,
    openedAt: NOW,
    acceptedAt: null,
    answeredAt: null,
    unansweredSince: null,
    clock: { kind: 'accept', from: NOW, due },
    clockAt: null,
    legalDue: null,
    consent: null,
    contact: null,
    exchanges: [],
    history: [],
    applied: [],
  };
  return {
    ...base,
    unitName: 'Công đoàn phường Tân An',
    workplaceName: 'Công ty TNHH A, phường Tân An',
    recipients: [{ code: 'o2', person: 'officer-2' }],
    above: PROVINCE,
    others: { ...WARD, officers: [{ code: 'o3', person: 'officer-3' }] },
    ...more,
  };
}

/** Somebody who has read the notice. */
export const KNOWN: Standing = { ...FRESH, noticed: content.say('notice.version') };

/** One message, taken by itself. */
export const say = (
  standing: Standing,
  text: string,
  meant: Meant = {},
  known: Facts = facts(),
  more: Partial<Received> = {},
): Decision => decide(standing, [heard(text, meant, more)], known, knowledge);

/** Something that happened, told to this person. */
export const tell = (standing: Standing, told: Told, known: Facts = facts()): Decision =>
  decide(standing, [heard('', {}, { kind: 'effect', told, heard: false })], known, knowledge);

/** Everything said, held words as they read once the effects are done. */
export const textOf = ({ replies }: Decision): string =>
  replies.map(({ text, held }) => held?.done ?? text).join('\n·\n');
export const titlesOf = ({ after }: Decision): string[] =>
  after.offered.map(({ n, title }) => `${n}. ${title}`);
export const effectsOf = ({ effects }: Decision): string[] => effects.map(named);

function named(effect: Effect): string {
  switch (effect.do) {
    case 'open-case':
      return `open ${effect.draft.kind}`;
    case 'move-case':
      return `${effect.move.as} ${effect.code}`;
    case 'tell':
      return `tell ${effect.person} ${effect.told.what}${effect.of === null ? '' : ` of ${effect.of}`}`;
    case 'bind-officer':
      return `bind ${effect.linkCode}`;
    case 'keep-wish':
      return `keep wish ${effect.programme}`;
  }
}
