import { createHash } from 'node:crypto';
import type { ChannelName } from '../model/channel.ts';

export const hashOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** The key of an exchange that came in: `<channel>:<account>:<what names it on the platform>`. */
export const messageKey = (channel: ChannelName, account: string, ...parts: string[]): string =>
  [channel, account, ...parts].map(keyPart).join(':');

// Keys are taken apart at `:` and effects add `#`: an id that is not made of plain characters goes in as its hash.
const keyPart = (part: string): string => (/^[\w.~-]{0,128}$/.test(part) ? part : hashOf(part));
