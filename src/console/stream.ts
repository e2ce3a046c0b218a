import type { Response } from 'express';
import type { World } from '../world.ts';

type Send = (event: string, html: string) => void;
type StreamDeps = {
  world: Pick<World, 'after'>;
  /** Whether the session still lasts; asked now and then, without prolonging it. */
  isOpen(): Promise<boolean>;
  /** Begins to send; what it returns ends that. */
  start(send: Send): () => void;
};

const BEAT_MS = 15_000;

/** Server-sent events to one page. It ends with the page, with the session, and with the server. */
export function openStream(res: Response, { world, isOpen, start }: StreamDeps): void {
  res.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  res.flushHeaders();
  const send: Send = (event, html) => {
    // A look that was under way when the session ended still comes back.
    if (res.writableEnded) return;
    const lines = html.split('\n').map((line) => `data: ${line}\n`);
    res.write(`event: ${event}\n${lines.join('')}\n`);
  };
  const stop = start(send);
  let cancel = () => {};
  const beat = () => {
    cancel = world.after(BEAT_MS, async () => {
      // A comment keeps proxies from closing what is silent.
      if (await isOpen().catch(() => true)) {
        res.write(': \n\n');
        beat();
      } else res.end();
    });
  };
  beat();
  res.once('close', () => {
    cancel();
    stop();
  });
}
