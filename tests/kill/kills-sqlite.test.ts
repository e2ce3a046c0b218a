import { describeKills } from './describe-kills.ts';
import { sqlite } from './engines.ts';

describeKills(sqlite);
