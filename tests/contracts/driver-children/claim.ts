// One of several processes that claim the same leases at once: claim.ts <url> <name> <leases>. Prints what it won as one line of JSON.
import { silentLog } from '../../../src/log.ts';
import { connect } from '../../../src/store/connection.ts';

const [url = '', holder = '', count = '0'] = process.argv.slice(2);
const AT_ONCE = 16;
const now = new Date(1_000_000);
const later = new Date(2_000_000);

type Lease = { _id: string; until: Date; holder: string; taken: number };
const store = await connect(url, { role: 'command', log: silentLog });
const leases = store.mongoose.connection.collection<Lease>('leases');

/** Takes the lease unless somebody has it; false when they do. */
async function claim(_id: string, until: Date): Promise<boolean> {
  const update = { $set: { holder, until }, $inc: { taken: 1 } };
  try {
    const done = await leases.updateOne({ _id, until: { $lt: now } }, update, { upsert: true });
    return done.upsertedCount + done.matchedCount === 1;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 11000) return false;
    throw error;
  }
}

// Every process goes through them in an order of its own, so that they meet everywhere.
const ids = Array.from({ length: Number(count) }, (_, i) => `lease:${i}`);
ids.sort(() => Math.random() - 0.5);
const won: string[] = [];
let again = 0;
async function work(): Promise<void> {
  for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
    if (await claim(id, later)) won.push(id);
    // Left open at once: everybody may take it, and each time must be counted.
    if (Number(id.slice(6)) % 8 === 0 && (await claim('open to all', new Date(0)))) again += 1;
  }
}
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await store.close();
  process.stdout.write(`${JSON.stringify({ won, again })}\n`);
  process.exit(0);
});
