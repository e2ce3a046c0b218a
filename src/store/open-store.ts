import type { Log } from '../log.ts';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';
import { createAudit } from './audit.ts';
import { createCaseCodes } from './case-codes.ts';
import { createCases } from './cases.ts';
import { connect, type StoreConnection } from './connection.ts';
import { createCopy } from './copy.ts';
import type { CopyStore } from './copy-store.ts';
import { createExchanges } from './exchanges.ts';
import { KEPT_WORDS, keepWords, NO_KEPT_WORDS } from './kept-words.ts';
import { createLaws } from './laws.ts';
import { createLeases } from './leases.ts';
import { createLinkCodes } from './link-codes.ts';
import { checkKey, nextNumber } from './meta.ts';
import { type Migration, migrate, refuseNewer } from './migrations/migrate.ts';
import { createModels } from './models.ts';
import { createPeople } from './people.ts';
import { createRememberedPeople } from './remembered-people.ts';
import { refuseHalfRestored } from './restore-store.ts';
import { createSent } from './sent.ts';
import { createStaff } from './staff.ts';
import type { Store } from './store.ts';
import { createUnion } from './union.ts';
import { createVault } from './vault.ts';
import { createWishes } from './wishes.ts';

type OpenStoreOptions = {
  /** `file:<path>` or `mongodb://…` */
  url: string;
  seal: Seal;
  world: World;
  log: Log;
  role: 'server' | 'command';
  /** Tests: a request that no index leads throws. */
  strictFilters?: boolean;
  /** Called before a store that holds something is brought from one version to another; when it throws, nothing is changed. */
  beforeMigration?: (copy: CopyStore, from: number, to: number) => Promise<void>;
  /** Tests: those of a later program. */
  migrations?: readonly Migration[];
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
  { seal, world, log, beforeMigration, migrations }: OpenStoreOptions,
): Promise<Store> {
  const models = createModels(connection.mongoose);
  const { meta } = models;
  const leases = createLeases(models.leases);
  const copy = createCopy({ models, engine: connection.engine });
  async function before(from: number, to: number): Promise<void> {
    if (beforeMigration && !(await copy.isEmpty())) await beforeMigration(copy, from, to);
  }
  await refuseHalfRestored(meta);
  await refuseNewer(meta, migrations);
  await checkKey(meta, seal);
  const { words } = connection;
  await migrate({ models, leases, world, log, words, before }, migrations);
  if (!words) await keepWords(models.exchanges);

  const { changed, ...union } = createUnion({ ...models, seal });
  const remembered = createRememberedPeople(meta, world);
  const caseCode = createCaseCodes(seal.subkey('case-code'));
  return {
    exchanges: createExchanges({
      exchanges: models.exchanges,
      seal,
      words,
      kept: words ? NO_KEPT_WORDS : KEPT_WORDS,
    }),
    people: createPeople({
      people: models.people,
      wishes: models.wishes,
      seal,
      world,
      remembered,
      bound: changed,
    }),
    cases: createCases(models.cases, async () => caseCode(await nextNumber(meta, 'cases'))),
    wishes: createWishes(models.wishes),
    union,
    laws: createLaws({ ...models, world }),
    sent: createSent(models.sent),
    leases,
    vault: createVault(models.secrets, seal),
    linkCodes: createLinkCodes(models.linkCodes, seal),
    staff: createStaff(models, seal, world, changed),
    audit: createAudit(models.audit, world),
    copy,
    ping: async () => {
      await meta.findById('schema').lean();
    },
    statistics: connection.statistics,
    close: connection.close,
  };
}
