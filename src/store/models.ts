import type { Model, Mongoose } from 'mongoose';
import { auditSchema, type StoredAudit } from './audit.ts';
import { caseSchema, type StoredCase } from './case-document.ts';
import { exchangeSchema, type StoredExchange } from './exchange-document.ts';
import { lawArticleSchema, lawListSchema, type StoredLawArticle, type StoredLawList } from './laws.ts';
import { leaseSchema, type StoredLease } from './leases.ts';
import { linkCodeSchema, type StoredLinkCode } from './link-codes.ts';
import { metaSchema, type StoredMeta } from './meta.ts';
import { personSchema, type StoredPerson } from './people.ts';
import { type StoredSent, sentSchema } from './sent.ts';
import { type StoredStaff, staffSchema } from './staff.ts';
import { type StoredStaffLink, staffLinkSchema } from './staff-links.ts';
import { type StoredStaffSession, staffSessionSchema } from './staff-sessions.ts';
import { type StoredTries, triesSchema } from './tries.ts';
import { officerSchema, type StoredOfficer, type StoredUnit, unitSchema } from './union.ts';
import { type StoredSecret, secretSchema } from './vault.ts';
import { type StoredWish, wishSchema } from './wishes.ts';

/** Every collection of one open store. */
export type Models = {
  exchanges: Model<StoredExchange>;
  people: Model<StoredPerson>;
  cases: Model<StoredCase>;
  units: Model<StoredUnit>;
  officers: Model<StoredOfficer>;
  lawLists: Model<StoredLawList>;
  lawArticles: Model<StoredLawArticle>;
  sent: Model<StoredSent>;
  leases: Model<StoredLease>;
  secrets: Model<StoredSecret>;
  linkCodes: Model<StoredLinkCode>;
  staff: Model<StoredStaff>;
  staffSessions: Model<StoredStaffSession>;
  staffLinks: Model<StoredStaffLink>;
  tries: Model<StoredTries>;
  audit: Model<StoredAudit>;
  wishes: Model<StoredWish>;
  meta: Model<StoredMeta>;
};

export const createModels = (mongoose: Mongoose): Models => ({
  exchanges: mongoose.model<StoredExchange>('Exchange', exchangeSchema, 'exchanges'),
  people: mongoose.model<StoredPerson>('Person', personSchema, 'people'),
  cases: mongoose.model<StoredCase>('Case', caseSchema, 'cases'),
  units: mongoose.model<StoredUnit>('Unit', unitSchema, 'units'),
  officers: mongoose.model<StoredOfficer>('Officer', officerSchema, 'officers'),
  lawLists: mongoose.model<StoredLawList>('LawList', lawListSchema, 'law-lists'),
  lawArticles: mongoose.model<StoredLawArticle>('LawArticle', lawArticleSchema, 'law-articles'),
  sent: mongoose.model<StoredSent>('Sent', sentSchema, 'sent'),
  leases: mongoose.model<StoredLease>('Lease', leaseSchema, 'leases'),
  secrets: mongoose.model<StoredSecret>('Secret', secretSchema, 'secrets'),
  linkCodes: mongoose.model<StoredLinkCode>('LinkCode', linkCodeSchema, 'link-codes'),
  staff: mongoose.model<StoredStaff>('Staff', staffSchema, 'staff'),
  staffSessions: mongoose.model<StoredStaffSession>('StaffSession', staffSessionSchema, 'staff-sessions'),
  staffLinks: mongoose.model<StoredStaffLink>('StaffLink', staffLinkSchema, 'staff-links'),
  tries: mongoose.model<StoredTries>('Tries', triesSchema, 'tries'),
  audit: mongoose.model<StoredAudit>('Audit', auditSchema, 'audit'),
  wishes: mongoose.model<StoredWish>('Wish', wishSchema, 'wishes'),
  meta: mongoose.model<StoredMeta>('Meta', metaSchema, 'meta'),
});
