import type { CaseDraft } from '../../src/model/exchange.ts';
import type { Store } from '../../src/store/store.ts';
import { exampleDraft } from '../cases/test-store.ts';
import { newExchange } from '../contracts/store/samples.ts';

let nth = 0;

/** A case as a worker's message on Zalo opened it; its code. */
export async function openExample(
  store: Store,
  more: Partial<CaseDraft> = {},
  at = new Date('2026-11-24T01:30:00Z'),
): Promise<string> {
  nth += 1;
  const id = `vi du ${nth}`;
  const { id: person } = await store.people.ensure({ channel: 'zalo-oa', account: '1', id });
  const key = `zalo-oa:1:case-${nth}`;
  const message = newExchange({ key, person, account: '1', at });
  await store.exchanges.receive({ ...message, received: { ...message.received, heard: true } });
  const draft = exampleDraft({ excluded: [], workplace: null, workplaceText: 'Công ty A (ví dụ)', ...more });
  const opened = await store.cases.open(`${key}#1`, draft, { person, channel: 'zalo-oa', exchange: key, at });
  return opened.code;
}
