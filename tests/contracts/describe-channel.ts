import { describeDelivery, describeSending } from './channel-sending.ts';
import type { ChannelSetup, ChannelUnderTest } from './channel-under-test.ts';
import { describeWebhook } from './channel-webhook.ts';

/** The promises of `channel.ts`, which every channel keeps whatever platform is behind it. */
export function describeChannel(name: string, setup: ChannelSetup): void {
  describe(`${name} keeps the channel contract`, () => {
    let channel: ChannelUnderTest;
    beforeEach(async () => {
      channel = await setup.open();
    });
    afterEach(() => channel.close());

    describeLimits(() => channel, setup);
    if (setup.has.webhook) describeWebhook(() => channel, setup.has.webhook);
    describeSending(() => channel);
    if (setup.has.troubles) describeDelivery(() => channel, setup.has.troubles, setup.has.showsChoices);
  });
}

function describeLimits(current: () => ChannelUnderTest, { has }: ChannelSetup): void {
  test('its limits are those it was announced with', () => {
    const { adapter } = current();
    expect(adapter.limits.maxText).toBeGreaterThan(100);
    expect(adapter.limits.showsChoices).toBe(has.showsChoices);
    expect(adapter.inbound.kind).toBe(has.webhook ? 'webhook' : 'none');
    if (adapter.limits.windowMs !== null)
      expect(adapter.limits.freeMs ?? 0).toBeLessThanOrEqual(adapter.limits.windowMs);
  });
}
