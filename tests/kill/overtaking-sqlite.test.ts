import { describeOvertaking } from './describe-overtaking.ts';
import { sqlite } from './engines.ts';

describeOvertaking(sqlite);
