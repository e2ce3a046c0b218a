import { mongodb, sqlite } from '../kill/engines.ts';
import { describeBesideServer } from './copies/beside-server.ts';
import { describeRefusals } from './copies/refusals.ts';
import { describeRoundTrip } from './copies/round-trip.ts';

if (mongodb) {
  describeRoundTrip(mongodb, mongodb);
  describeRoundTrip(sqlite, mongodb);
  describeRoundTrip(mongodb, sqlite);
  describeRefusals(mongodb);
  describeBesideServer(mongodb);
} else test.skip('copies on MongoDB: skipped, because MONGODB_TEST_URL names no server', () => {});
