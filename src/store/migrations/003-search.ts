import type { Model } from 'mongoose';
import { deliveryOf } from '../../model/delivery.ts';
import type { Reply } from '../../model/exchange.ts';
import { updateOne } from '../documents.ts';
import type { StoredExchange } from '../exchange-document.ts';
import { FULL_SCAN } from '../full-scan.ts';
import { keepWords } from '../kept-words.ts';
import { makeIndexes } from './001-indexes.ts';
import type { Migration } from './migrate.ts';

/** The log can be searched: what became of each answer stands in a column, and words are looked up in an index. */
export const search: Migration = {
  version: 3,
  async run(models, words) {
    await makeIndexes(models);
    await fillDelivery(models.exchanges);
    if (words) await words.index('exchanges');
    else await keepWords(models.exchanges);
  },
};

const PAGE = 500;

async function fillDelivery(exchanges: Model<StoredExchange>): Promise<void> {
  for (let after = ''; ; ) {
    const page = await exchanges
      .find({ _id: { $gt: after } }, null, FULL_SCAN)
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<StoredExchange[]>();
    // Side by side: the embedded engine writes what arrives together in one transaction.
    await Promise.all(page.map((one) => fill(exchanges, one)));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last._id;
  }
}

/** Compare-and-set: who changed it meanwhile has written it too. */
async function fill(exchanges: Model<StoredExchange>, one: StoredExchange): Promise<void> {
  const replies: Reply[] = one.replies ?? [];
  const delivery = one.waitingSince ? 'waiting' : deliveryOf(replies);
  if (delivery === null || one.delivery === delivery) return;
  await updateOne(exchanges, { _id: one._id, rev: one.rev }, { $set: { delivery } });
}
