/** What the spine tells whoever measures it; http/metrics turns it into Prometheus text. */
export type Meter = {
  received(channel: string, how: 'stored' | 'duplicate' | 'spooled' | 'refused'): void;
  turn(outcome: string, seconds: number): void;
  turnFailed(): void;
  reply(channel: string, status: string): void;
  channelPaused(channel: string, paused: boolean): void;
};

export const noMeter: Meter = {
  received() {},
  turn() {},
  turnFailed() {},
  reply() {},
  channelPaused() {},
};
