import { sqlite } from '../kill/engines.ts';
import { describeBesideServer } from './copies/beside-server.ts';
import { describeRefusals } from './copies/refusals.ts';
import { describeRoundTrip } from './copies/round-trip.ts';

describeRoundTrip(sqlite, sqlite);
describeRefusals(sqlite);
describeBesideServer(sqlite);
