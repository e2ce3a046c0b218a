import type { Choice, Exchange, Reply, ReplyStatus } from '../model/exchange.ts';

/** One bubble of the web chat. */
export type ChatMessage = {
  /** The client's own id, or the one the channel gave our message. */
  id: string;
  at: string;
  from: 'you' | 'bot' | 'officer';
  text: string;
  choices: Choice[];
};

// What the person may see: everything the channel took. Held, queued and superseded words are not theirs yet.
const GIVEN: ReadonlySet<ReplyStatus> = new Set(['sent', 'delivered', 'seen']);

type Timed = { message: ChatMessage; time: number };

/** The conversation as its own person sees it, in the order in which the messages came to be there. */
export function messagesOf(exchanges: readonly Exchange[]): ChatMessage[] {
  return [...exchanges]
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.arrival - b.arrival)
    .flatMap((exchange) => [...ownWords(exchange), ...ourWords(exchange)])
    .sort((a, b) => a.time - b.time)
    .map(({ message }) => message);
}

function ownWords({ at, received }: Exchange): Timed[] {
  if (!received.heard || received.kind !== 'text' || received.told || received.platformId === null) return [];
  const { platformId: id, text } = received;
  return [timed(at.getTime(), { id, from: 'you', text, choices: [] })];
}

function ourWords({ at, replies }: Exchange): Timed[] {
  return replies.flatMap((reply) => {
    const { platformId: id, by, text, choices } = reply;
    if (!GIVEN.has(reply.status) || id === null) return [];
    return [timed(sentTime(reply, at), { id, from: by, text, choices })];
  });
}

/** Never before the words it answers, whatever another machine's clock says. */
const sentTime = (reply: Reply, at: Date): number =>
  Math.max(at.getTime(), reply.sentAt ? Date.parse(reply.sentAt) : 0);

const timed = (time: number, message: Omit<ChatMessage, 'at'>): Timed => ({
  time,
  message: { ...message, at: new Date(time).toISOString() },
});
