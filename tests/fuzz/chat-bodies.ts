import fc from 'fast-check';
import { type Json, mutated } from './mutate.ts';

const seeds: Json[] = [
  { id: 'c1', text: 'luong toi thieu bao nhieu' },
  { id: 'c2', text: 'công ty nợ lương 2 tháng nay' },
  { id: 'ế'.repeat(64), text: 'x'.repeat(4000) },
  { id: 'c3', text: '\u0001\ud83d\ude00\n1' },
];

/** Posts to the web chat: mutated messages, rightly and wrongly labelled, in a session or in none. */
export const chatRequests = fc.record({
  event: mutated(seeds),
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
    'multipart/form-data; boundary=x',
  ),
  session: fc.constantFrom('ours', 'ours', 'ours', 'none', 'nonsense'),
});
