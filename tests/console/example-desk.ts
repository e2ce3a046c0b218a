import { createCalendar } from '../../src/calendar/create-calendar.ts';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';
import type { Desk } from '../../src/console/pages/cases/desk.ts';
import { createEffectApplier } from '../../src/exchanges/apply-effect.ts';
import { createTurnFinisher } from '../../src/exchanges/finish-turn.ts';
import { silentLog } from '../../src/log.ts';
import type { Store } from '../../src/store/store.ts';
import { createOfficersNow } from '../../src/union/officers-now.ts';
import type { TreeCache } from '../../src/union/tree-cache.ts';
import type { World } from '../../src/world.ts';
import { FIXED_CONTENT } from './fixed-content.ts';

const HOUR_MS = 3_600_000;
const ZALO = { maxText: 2000, showsChoices: false, windowMs: 168 * HOUR_MS, freeMs: 48 * HOUR_MS };

/** The real acts and effects; only nobody takes the worker's turns. */
export function exampleDesk(store: Store, trees: TreeCache, world: World): Desk {
  const calendar = createCalendar(loadCalendar('.').settings);
  const applyEffect = createEffectApplier({ store, calendar, world, wake: () => {} });
  return {
    officers: createOfficersNow({ store, trees, accountsOf: () => ['1'] }),
    finish: createTurnFinisher({ store, applyEffect, world, log: silentLog, wakeOutbox: () => {} }),
    limitsOf: () => ZALO,
    calendar,
    content: FIXED_CONTENT,
  };
}
