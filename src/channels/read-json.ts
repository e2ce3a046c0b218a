/** What the bytes say, every id as it was written; null when they are not JSON. */
export function readJson(body: Buffer): { value: unknown } | null {
  const written = body.toString('utf8');
  try {
    const value: unknown = JSON.parse(written);
    return { value: MAYBE_LONG_INTEGER.test(written) ? JSON.parse(quoteLongNumbers(written)) : value };
  } catch {
    return null;
  }
}

// Platforms write ids as strings, so nearly no event has one; the same digits inside a text only cost the second look.
const MAYBE_LONG_INTEGER = /(?:^|[:,[\s])-?\d{16}/;
// One pass over valid JSON: a string is taken whole, so digits inside it are never touched.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/** Integers beyond 2^53 lose digits as JavaScript numbers: they become strings before anything reads them. Expects valid JSON. */
const quoteLongNumbers = (json: string): string =>
  json.replaceAll(STRING_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token));
