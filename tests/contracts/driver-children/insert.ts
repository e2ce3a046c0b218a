// Inserts without end and says each number once it is acknowledged: insert.ts <url> <from>. Meant to be killed.
import { silentLog } from '../../../src/log.ts';
import { connect } from '../../../src/store/connection.ts';

const [url = '', from = '0'] = process.argv.slice(2);
const AT_ONCE = 8;
const store = await connect(url, { role: 'server', log: silentLog });
const numbers = store.mongoose.connection.collection<{ _id: number; text: string }>('numbers');
const counter = { next: Number(from) };

async function work(): Promise<never> {
  for (;;) {
    const number = counter.next++;
    await numbers.insertOne({ _id: number, text: 'x'.repeat(number % 3000) });
    await numbers.updateOne({ _id: number }, { $set: { text: `changed ${number}` } });
    process.stdout.write(`${number}\n`);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
