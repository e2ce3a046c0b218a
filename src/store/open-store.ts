import type { Log } from '../log.ts';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';
import { createCaseCodes } from './case-codes.ts';
import { createCases } from './cases.ts';
import { connect, type StoreConnection } from './connection.ts';
import { createExchanges } from './exchanges.ts';
import { KEPT_WORDS, keepWords, NO_KEPT_WORDS } from './kept-words.ts';
import { createLeases } from './leases.ts';
import { createLinkCodes } from './link-codes.ts';
import { checkKey, nextNumber } from './meta.ts';
import { migrate, refuseNewer } from './migrations/migrate.ts';
import { createModels } from './models.ts';
import { createPeople } from './people.ts';
import { createSent } from './sent.ts';
import type { Store } from './store.ts';
import { createUnion } from './union.ts';
import { createVault } from './vault.ts';

type OpenStoreOptions = {
  /** `file:<path>` or `mongodb://…` */
  url: string;
  seal: Seal;
  world: World;
  log: Log;
  role: 'server' | 'command';
  /** Tests: a request that no index leads throws. */
  strictFilters?: boolean;
};

/** Opens the store and brings it to this program's version. Throws when it belongs to another key or a newer program. */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { url, role, log, strictFilters = false } = options;
  const connection = await connect(url, { role, log, strictFilters });
  try {
    const store = await prepareStore(connection, options);
    log.info('store opened', { engine: connection.engine, role });
    return store;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function prepareStore(
  connection: StoreConnection,
  { seal, world, log }: OpenStoreOptions,
): Promise<Store> {
  const models = createModels(connection.mongoose);
  const { meta } = models;
  const leases = createLeases(models.leases);
  await refuseNewer(meta);
  await checkKey(meta, seal);
  const { words } = connection;
  await migrate({ models, leases, world, log, words });
  if (!words) await keepWords(models.exchanges);

  const { changed, ...union } = createUnion({ ...models, seal });
  const caseCode = createCaseCodes(seal.subkey('case-code'));
  return {
    exchanges: createExchanges({
      exchanges: models.exchanges,
      seal,
      words,
      kept: words ? NO_KEPT_WORDS : KEPT_WORDS,
    }),
    people: createPeople({ people: models.people, seal, world, bound: changed }),
    cases: createCases(models.cases, async () => caseCode(await nextNumber(meta, 'cases'))),
    union,
    sent: createSent(models.sent),
    leases,
    vault: createVault(models.secrets, seal),
    linkCodes: createLinkCodes(models.linkCodes, seal),
    ping: async () => {
      await meta.findById('schema').lean();
    },
    statistics: connection.statistics,
    close: connection.close,
  };
}
