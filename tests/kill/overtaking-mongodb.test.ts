import { describeOvertaking } from './describe-overtaking.ts';
import { mongodb } from './engines.ts';

if (mongodb) describeOvertaking(mongodb);
else test.skip('skipped: MONGODB_TEST_URL is not set', () => {});
