/** Comes back in the echo of everything we send, and in no other: by it our own words are told from a human's in the page's inbox. */
export const OUR_METADATA = 'cau-noi';

const SAYS = 'say:';

/** A quick reply comes back as its title, which is short; its payload says in full what was chosen. */
export const payloadFor = (say: string): string => `${SAYS}${say}`;

/** What a payload of ours means; null for one that another app or the page's settings have made. */
export const saidBy = (payload: string | null): string | null =>
  payload?.startsWith(SAYS) ? payload.slice(SAYS.length).normalize('NFC') : null;
