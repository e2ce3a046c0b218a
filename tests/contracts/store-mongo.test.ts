import { randomUUID } from 'node:crypto';
import { Mongoose } from 'mongoose';
import { describeStore } from './describe-store.ts';

const server = process.env.MONGODB_TEST_URL;

/** The server's address with another database, so that every place is empty. */
const withDatabase = (name: string): string => {
  const url = new URL(server ?? 'mongodb://nowhere');
  url.pathname = `/${name}`;
  return url.href;
};

if (server)
  describeStore('MongoDB', {
    many: 200,
    async place() {
      const url = withDatabase(`cau-noi-test-${randomUUID()}`);
      return { url, remove: () => drop(url) };
    },
  });
else test.skip('the store on MongoDB: skipped, because MONGODB_TEST_URL names no server', () => {});

async function drop(url: string): Promise<void> {
  const { connection } = await new Mongoose().connect(url);
  await connection.dropDatabase();
  await connection.close();
}
