import type { Seal } from '../../seal.ts';
import { type ChannelAdapter, SendError } from '../channel.ts';

/** A message of ours became ready for the browser that holds this session. */
type SentListener = (messageId: string) => void;

export type WebChat = ChannelAdapter & {
  /** Calls `listener` for every message sent to the session by this process. Returns what ends it. */
  onSent(session: string, listener: SentListener): () => void;
};

/**
 * The public page's own channel. Browsers fetch their messages from the store (`http/chat.ts`), so sending only names the message and
 * tells the streams that are open in this process; a stream of another process finds it by looking.
 */
export function createWebChat({ seal }: { seal: Seal }): WebChat {
  const listeners = new Map<string, Set<SentListener>>();

  return {
    name: 'web-chat',
    // Roomy: a browser wraps by itself. No window: whoever keeps the session may read later.
    limits: { maxText: 2000, showsChoices: true, windowMs: null, freeMs: null },
    // Every session is its own account, so there is none to name beforehand.
    accounts: [],
    inbound: { kind: 'none' },
    async send(_from, to, message) {
      if (message.signal.aborted) throw new SendError('unknown', 'the send was given up before it began');
      // The exchange's key tells who else is part of it; the browser gets a name that says nothing.
      const id = `m-${seal.lookup('web-chat-message', message.id).slice(0, 22)}`;
      for (const listener of listeners.get(to) ?? []) listener(id);
      return id;
    },
    onSent(session, listener) {
      const own = listeners.get(session) ?? new Set();
      own.add(listener);
      listeners.set(session, own);
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(session) === own) listeners.delete(session);
      };
    },
  };
}
