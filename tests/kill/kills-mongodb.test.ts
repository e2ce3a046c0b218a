import { describeKills } from './describe-kills.ts';
import { mongodb } from './engines.ts';

if (mongodb) describeKills(mongodb);
else test.skip('skipped: MONGODB_TEST_URL is not set', () => {});
