import { Schema } from 'mongoose';
import type { Case } from '../model/case.ts';
import type { ChannelName } from '../model/channel.ts';
import type { CaseDraft } from '../model/exchange.ts';
import { LOOSE } from './documents.ts';

/** A case as it is stored: `_id` is its code; the clock's next mark is absent while no clock runs. */
export type StoredCase = Omit<Case, 'code' | 'clockAt'> & {
  _id: string;
  clockAt?: Date;
  /** Id of the effect that opened it: opening again finds it. */
  openedBy: string;
};

export const caseSchema = new Schema<StoredCase>(
  {
    _id: String,
    openedBy: String,
    person: String,
    holder: String,
    unit: String,
    status: String,
    openedAt: Date,
    clockAt: Date,
  },
  LOOSE,
)
  .index({ openedBy: 1 }, { sparse: true, unique: true })
  .index({ clockAt: 1 }, { sparse: true })
  .index({ holder: 1 })
  .index({ person: 1, openedAt: 1 })
  .index({ status: 1, openedAt: 1, _id: 1 })
  .index({ unit: 1, openedAt: 1, _id: 1 })
  .index({ openedAt: 1, _id: 1 });

export type Opened = { person: string; channel: ChannelName; exchange: string; at: Date };

/** A new case. Its clock is looked at at once: who knows the working hours then sets the first mark. */
export function newCase(code: string, openedBy: string, draft: CaseDraft, who: Opened): StoredCase {
  const { acceptDue, legalDue, consent, ...rest } = draft;
  const { person, channel, exchange, at } = who;
  return {
    _id: code,
    openedBy,
    ...rest,
    status: 'new',
    person,
    channel,
    holder: null,
    openedAt: at,
    acceptedAt: null,
    answeredAt: null,
    unansweredSince: at,
    clock: acceptDue === null ? null : { kind: 'accept', from: at, due: new Date(acceptDue) },
    ...(acceptDue === null ? {} : { clockAt: at }),
    legalDue: legalDue === null ? null : new Date(legalDue),
    consent: consent && { version: consent.version, at: new Date(consent.at) },
    exchanges: [exchange],
    history: [{ at, what: 'opened', by: 'worker', why: '' }],
    applied: [],
  };
}

/** What a patch may have unset is null again. */
export function toCase({ _id, openedBy: _openedBy, ...document }: StoredCase): Case {
  const { topic, workplace, unit, holder, acceptedAt, answeredAt, unansweredSince } = document;
  const { clock, clockAt, legalDue, consent, contact } = document;
  return {
    code: _id,
    ...document,
    topic: topic ?? null,
    workplace: workplace ?? null,
    unit: unit ?? null,
    holder: holder ?? null,
    acceptedAt: acceptedAt ?? null,
    answeredAt: answeredAt ?? null,
    unansweredSince: unansweredSince ?? null,
    clock: clock ?? null,
    clockAt: clockAt ?? null,
    legalDue: legalDue ?? null,
    consent: consent ?? null,
    contact: contact ?? null,
  };
}
