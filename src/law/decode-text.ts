import type { Problem } from '../content/problem.ts';

const LINE_FEED = 0x0a;

/** The text of a file, by its byte order mark or as UTF-8; old Vietnamese encodings are refused with the line of their first letter. */
export function decodeText(bytes: Uint8Array, file: string): { text: string } | { problem: Problem } {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const line = lineOfFault(bytes);
    const message =
      'is not UTF-8 text: save the file as UTF-8 (Unicode), not in TCVN3, VNI or another old encoding';
    return { problem: { file, line, message } };
  }
}

/** A line feed is the same byte wherever UTF-8 is broken, so lines can be tried one by one. */
function lineOfFault(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, from);
    const to = end === -1 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return 1;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
