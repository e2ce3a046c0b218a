import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { serialize } from 'bson';
import { AppError } from '../../errors.ts';
import { UpdateError } from './apply-update.ts';
import { DuplicateKey } from './duplicate.ts';
import {
  type Failure,
  type Item,
  type Packet,
  type Reply,
  type ReplyHead,
  type Request,
  type RequestHead,
  toRequest,
  unpack,
} from './messages.ts';

/** What arrives: the word to open the file, requests, the word to stop. */
export type Arrival = 'open' | Packet<RequestHead> | 'close';

export type Inbox = { add(arrival: Arrival): void; take(): Request | null; isClosing(): boolean };

/** What is waiting, including what came while this thread was busy. */
export function createInbox(port: MessagePort): Inbox {
  const waiting: Request[] = [];
  let closing = false;
  const urgent: Request[] = [];
  const add = (arrival: Arrival) => {
    if (arrival === 'close') closing = true;
    else if (arrival !== 'open')
      for (const request of unpack(arrival).map(toRequest)) (isNew(request) ? urgent : waiting).push(request);
  };
  const drain = () => {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
      add(next.message as Arrival); // our own
  };
  return {
    add,
    take() {
      drain();
      return urgent.shift() ?? waiting.shift() ?? null;
    },
    isClosing: () => closing,
  };
}

/** What is new goes first: somebody outside may be waiting to hear that it is kept. Who asks for two things in order awaits the first. */
const isNew = ({ kind, body }: Request): boolean =>
  kind === 'insertOne' || (kind === 'findOneAndUpdate' && body.upsert === true);

/** Runs one request; a failure becomes its answer. */
export function attempt(request: Request, run: () => Reply): Item<ReplyHead> {
  try {
    const { facts, documents } = run();
    return { head: { id: request.id, facts, failure: null }, parts: documents };
  } catch (error) {
    return failed(request, error);
  }
}

export const failed = (request: Request, error: unknown): Item<ReplyHead> => ({
  head: { id: request.id, facts: {}, failure: toFailure(error) },
  parts: error instanceof DuplicateKey ? [serialize(error.facts)] : [],
});

export function toFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UpdateError) return { message, code: null, serverCode: error.serverCode };
  return { message, code: error instanceof AppError ? error.code : 'unavailable', serverCode: null };
}
