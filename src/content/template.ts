/** A test on what an answer is about. `zone: null` is an unknown place. */
export type Condition =
  | { is: 'zone'; zone: 3 | 4 | null }
  | { is: 'from' | 'to'; day: string }
  /** Month and day, whatever the year. */
  | { is: 'day'; day: string }
  | { is: 'holiday'; holds: boolean };

/** What a template can name beside figures: the day asked about, the place, the holiday, every place of zone III. */
type Named = 'date' | 'place' | 'holiday' | 'zone3';

export type Piece =
  | { is: 'text'; text: string }
  | { is: 'figure' | 'since'; id: string; on: string | null; line: number }
  | { is: Named }
  | When;

export type Template = { pieces: Piece[]; problems: { line: number; message: string }[] };

/** What a template is filled from. `null` means there is nothing to say: the answer must not be served. */
export type Lookups = {
  holds(condition: Condition): boolean;
  figure(id: string, on: string | null): string | null;
  since(id: string, on: string | null): string | null;
  named(what: Named): string | null;
};

const TAG = /\{\{\s*([^{}]*?)\s*\}\}/g;
const VALUE = /^(figure|since) ([a-z0-9-]+)(?: on (\d{4}-\d{2}-\d{2}))?$/;

type When = { is: 'when'; conditions: Condition[]; pieces: Piece[] };
type Reading = Template & { open: When | null; openedAt: number };

/** `{{figure ID}}`, `{{since ID}}`, `{{date}}`, `{{place}}`, `{{holiday}}`, `{{zone3}}`, and `{{when …}} … {{end}}`, which does not nest. */
export function parseTemplate(text: string, firstLine: number): Template {
  const reading: Reading = { pieces: [], problems: [], open: null, openedAt: firstLine };
  let at = 0;
  for (const match of text.matchAll(TAG)) {
    if (match.index > at) put(reading, { is: 'text', text: text.slice(at, match.index) });
    at = match.index + match[0].length;
    const line = firstLine + text.slice(0, match.index).split('\n').length - 1;
    readTag(reading, match[1] ?? '', line);
  }
  if (at < text.length) put(reading, { is: 'text', text: text.slice(at) });
  const { pieces, problems, open, openedAt } = reading;
  if (open !== null) problems.push({ line: openedAt, message: '{{when}} without its {{end}}' });
  return { pieces, problems };
}

const put = (reading: Reading, piece: Piece): number => (reading.open?.pieces ?? reading.pieces).push(piece);

function readTag(reading: Reading, tag: string, line: number): void {
  const wrong = (message: string) => reading.problems.push({ line, message });
  if (tag.startsWith('when ')) {
    if (reading.open !== null) wrong('{{when}} inside another {{when}}');
    reading.open = { is: 'when', conditions: conditionsOf(tag.slice(5), line, reading.problems), pieces: [] };
    reading.openedAt = line;
    reading.pieces.push(reading.open);
    return;
  }
  if (tag === 'end') {
    if (reading.open === null) wrong('{{end}} without its {{when}}');
    reading.open = null;
    return;
  }
  const piece = pieceOf(tag, line);
  if (piece === null) wrong(`{{${tag}}} is nothing an answer can say`);
  else put(reading, piece);
}

function pieceOf(tag: string, line: number): Piece | null {
  if (tag === 'date' || tag === 'place' || tag === 'holiday' || tag === 'zone3') return { is: tag };
  const value = VALUE.exec(tag);
  if (value === null) return null;
  return { is: value[1] === 'figure' ? 'figure' : 'since', id: value[2] ?? '', on: value[3] ?? null, line };
}

function conditionsOf(text: string, line: number, problems: Template['problems']): Condition[] {
  return text.split(',').flatMap((part) => {
    const condition = conditionOf(part.trim());
    if (condition === null) problems.push({ line, message: `{{when ${part.trim()}}} is no condition` });
    return condition === null ? [] : [condition];
  });
}

const ZONES: Record<string, 3 | 4 | null> = { '3': 3, '4': 4, unknown: null };

function conditionOf(text: string): Condition | null {
  if (text === 'holiday' || text === 'no holiday') return { is: 'holiday', holds: text === 'holiday' };
  const [, is, value = ''] = /^(zone|from|to|day) (\S+)$/.exec(text) ?? [];
  if (is === 'zone') return Object.hasOwn(ZONES, value) ? { is, zone: ZONES[value] ?? null } : null;
  if (is === 'day') return /^\d{2}-\d{2}$/.test(value) ? { is, day: value } : null;
  if (is === 'from' || is === 'to') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { is, day: value } : null;
  return null;
}

/** Null when something it has to say is not known for the day asked about. */
export function renderTemplate(pieces: readonly Piece[], lookups: Lookups): string | null {
  let text = '';
  for (const piece of pieces) {
    const said = renderPiece(piece, lookups);
    if (said === null) return null;
    text += said;
  }
  return text;
}

function renderPiece(piece: Piece, lookups: Lookups): string | null {
  switch (piece.is) {
    case 'text':
      return piece.text;
    case 'figure':
      return lookups.figure(piece.id, piece.on);
    case 'since':
      return lookups.since(piece.id, piece.on);
    case 'when':
      return piece.conditions.every(lookups.holds) ? renderTemplate(piece.pieces, lookups) : '';
    default:
      return lookups.named(piece.is);
  }
}
