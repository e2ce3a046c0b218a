import { createMetrics, type Measured } from '../../src/http/metrics.ts';

const calm: Measured = {
  waitingAgeS: 0,
  replyAgeS: 0,
  troubles: 0,
  fsyncs: 3,
  operations: 9,
  spoolLines: 0,
  backupAgeS: null,
};

test('counts what it is told and asks the parts at every scrape', async () => {
  let measured = calm;
  const metrics = createMetrics(async () => measured);
  metrics.webhook('zalo-oa', 200);
  metrics.webhook('zalo-oa', 200);
  metrics.meter.received('zalo-oa', 'spooled');
  metrics.meter.turn('answer', 0.05);
  metrics.meter.turnFailed();
  metrics.meter.reply('web-chat', 'sent');
  metrics.meter.channelPaused('zalo-oa', true);
  expect((await metrics.text()).split('\n')).toEqual(
    expect.arrayContaining([
      'cau_noi_webhooks_total{channel="zalo-oa",status="200"} 2',
      'cau_noi_received_total{channel="zalo-oa",how="spooled"} 1',
      'cau_noi_turn_seconds_count{outcome="answer"} 1',
      'cau_noi_turn_failures_total 1',
      'cau_noi_replies_total{channel="web-chat",status="sent"} 1',
      'cau_noi_channel_paused{channel="zalo-oa"} 1',
      'cau_noi_measured 1',
      'cau_noi_waiting_age_seconds 0',
      'cau_noi_store_fsyncs_total 3',
    ]),
  );
  measured = { ...calm, waitingAgeS: 12.5, fsyncs: 5, operations: null };
  const text = await metrics.text();
  expect(text).toContain('cau_noi_waiting_age_seconds 12.5\n');
  expect(text).toContain('cau_noi_store_fsyncs_total 5\n');
  expect(text).not.toMatch(/^cau_noi_store_operations_total \d/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds [\d.e-]+$/m);
});

test('leaves out what the parts cannot say now, rather than repeat an old number', async () => {
  let isDown = false;
  const metrics = createMetrics(async () => {
    if (isDown) throw new Error('down');
    return { ...calm, troubles: 4 };
  });
  expect(await metrics.text()).toContain('cau_noi_troubles 4\n');
  isDown = true;
  const text = await metrics.text();
  expect(text).toContain('cau_noi_measured 0\n');
  expect(text).not.toMatch(/^cau_noi_troubles \d/m);
});
