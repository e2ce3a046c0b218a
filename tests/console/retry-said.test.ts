import { type Retried, retrySaid } from '../../src/console/pages/faults/said.ts';

test.each<[Retried[], RegExp]>([
  [['queued'], /^Đã xếp hàng gửi lại\./],
  [['queued', 'queued'], /^Đã xếp hàng gửi lại 2 tin\./],
  [['queued', 'window_closed', 'queued'], /^Đã xếp hàng gửi lại 2 trong 3 tin\. Tin còn lại: Chưa gửi/],
  [['already', 'already'], /^Lời này đã có người cho gửi lại/],
  [[], /^Không còn lời trả lời này/],
])('of %j is said %s', (results, said) => {
  expect(retrySaid(results)).toMatch(said);
});
