import { fold } from './vietnamese/fold.ts';

const NAME = '[tên]';
const MOST_WORDS = 4;

const setOf = (words: string) => new Set(words.split(' '));

/** Families whose name is hardly ever another word, as written; without marks only where it stays so. */
const FAMILIES = setOf(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh niê mlô êban ksor rmah siu rcom rahlan kpă ayun adrơng knul',
);
const FAMILIES_UNMARKED = setOf(
  'nguyen tran pham hoang huynh bui ngo dinh trinh nie mlo eban ksor rmah siu rcom rahlan kpa ayun knul',
);
/** Families that are words too: names only before "Văn", "Thị". */
const WEAK_FAMILIES = setOf(
  'trương đoàn mai lâm lương lưu tạ tô cao châu thái phùng triệu vương hà giang diệp tăng la',
);
const MIDDLE = setOf('văn thị');
const MIDDLE_UNMARKED = setOf('van thi');
/** Who is called by name; with two words, the second of a rank. */
const TITLES = setOf('anh chị ông bà cô chú bác em sếp thím chi ong sep');
const RANKS = setOf('quan-ly giam-doc to-truong chuyen-truong ca-truong xuong-truong phong-nhan');
/** Capitals after a title that name nobody ("chị Công đoàn"). */
const NO_NAMES = setOf(
  'cong lien doan luat bo nha bao ban phong to giam quan truong pho nuoc hop so ubnd bhxh bhyt bhtn hr oi em anh chi',
);
/** "Em tên", "họ tên:" introduce; "giấu tên em" does not. */
const OWNERS = setOf('toi em minh tui ho chau con chi anh vo chong ban ong ba');
const AFTER_TEN = setOf('toi em minh tui chau con la that day du');
/** Words that end a name in small letters. */
const NOT_IN_NAME = setOf(
  'la em toi minh cong nhan lam o tai cty xuong nha may bi co khong ko dang muon hoi cho va sinh nam tuoi thuoc que dien sdt so ben ma nhung a gi nao ai sao',
);

type Word = { raw: string; plain: string; start: number; end: number; isCapital: boolean };
type Line = { text: string; words: readonly Word[]; shouts: boolean };

/** People's names replaced where they can be told from other words: introduced, after a title, with a family's name, with H' or Y. */
export function withoutNames(text: string): string {
  const words = [...text.matchAll(/\p{L}[\p{L}\p{M}'’ʼ`]*/gu)].map(({ 0: raw, index }) => ({
    raw,
    plain: fold(raw).toLowerCase(),
    start: index,
    end: index + raw.length,
    isCapital: /^\p{Lu}/u.test(raw),
  }));
  // Where all is written large, a capital says nothing.
  const line = { text, words, shouts: !/\p{Ll}/u.test(text) };
  let done = 0;
  let masked = '';
  for (let at = 0; at < words.length; ) {
    const span = introduced(line, at) ?? highland(line, at) ?? byFamily(line, at) ?? byTitle(line, at);
    const [first, last] = [words[span?.from ?? -1], words[(span?.to ?? 0) - 1]];
    if (!span || !first || !last) {
      at += 1;
      continue;
    }
    masked += text.slice(done, first.start) + NAME;
    done = last.end;
    at = span.to;
  }
  return masked + text.slice(done);
}

type Span = { from: number; to: number };

/** Nothing but a space (or what `gap` allows) stands before the word at `at`. */
function follows({ text, words }: Line, at: number, gap = /^\s+$/): boolean {
  const [before, here] = [words[at - 1], words[at]];
  return before !== undefined && here !== undefined && gap.test(text.slice(before.end, here.start));
}

/** The capitals from `from` on; at least one. */
function capitals(line: Line, from: number, most = MOST_WORDS): Span | null {
  let to = from;
  while (to - from < most && line.words[to]?.isCapital && (to === from || follows(line, to))) to += 1;
  return to > from ? { from, to } : null;
}

function introduced(line: Line, at: number): Span | null {
  const { words } = line;
  if (words[at]?.plain !== 'ten') return null;
  const isOwned = OWNERS.has(words[at - 1]?.plain ?? '');
  let from = at + 1;
  let isTold = false;
  for (; AFTER_TEN.has(words[from]?.plain ?? ''); from++) isTold ||= words[from]?.plain === 'la';
  const hasColon = follows(line, from, /^\s*[:-]\s*$/);
  if (!(isOwned || isTold || hasColon) || !(hasColon || follows(line, from))) return null;
  if (!line.shouts && words[from]?.isCapital) return capitals(line, from);
  let to = from;
  while (to - from < MOST_WORDS && isNamePart(words[to]) && (to === from || follows(line, to))) to += 1;
  return to > from ? { from, to } : null;
}

const isNamePart = (word: Word | undefined) =>
  word !== undefined && !NOT_IN_NAME.has(word.plain) && word.raw.toLowerCase() !== 'thì';

/** H'Bia Ksor, K'Brông; Y Thuột Niê where capitals mean something. */
function highland(line: Line, at: number): Span | null {
  const word = line.words[at];
  if (!word) return null;
  const rest = (from: number) => (line.shouts ? null : capitals(line, from, MOST_WORDS - 1))?.to ?? from;
  if (/^[HKY]['’ʼ`]\p{L}/iu.test(word.raw))
    return { from: at, to: follows(line, at + 1) ? rest(at + 1) : at + 1 };
  const isPrefix = /^[HY]$/.test(word.raw) && !line.shouts && follows(line, at + 1, /^[\s-]+$/);
  return isPrefix && line.words[at + 1]?.isCapital ? { from: at, to: rest(at + 1) } : null;
}

function byFamily(line: Line, at: number): Span | null {
  const [family, next] = [line.words[at], line.words[at + 1]];
  if (!family || !next || !follows(line, at + 1)) return null;
  const [written, second] = [family.raw.toLowerCase(), next.raw.toLowerCase()];
  const isFamily = FAMILIES.has(written) || FAMILIES_UNMARKED.has(written);
  const hasMiddle = MIDDLE.has(second) || (MIDDLE_UNMARKED.has(second) && FAMILIES_UNMARKED.has(written));
  const last = line.words[at + 2];
  if (hasMiddle && (isFamily || WEAK_FAMILIES.has(written)) && last && follows(line, at + 2)) {
    const all = line.shouts ? null : capitals(line, at);
    return { from: at, to: Math.max(at + 3, all?.to ?? 0) };
  }
  const isNamed = isFamily && !line.shouts && family.isCapital && next.isCapital && !NO_NAMES.has(next.plain);
  return isNamed ? capitals(line, at) : null;
}

function byTitle(line: Line, at: number): Span | null {
  const [title, next] = [line.words[at], line.words[at + 1]];
  if (!title || !next || line.shouts || !follows(line, at + 1)) return null;
  const rank = `${line.words[at - 1]?.plain ?? ''}-${title.plain}`;
  const isCity = line.words[at - 1]?.plain === 'ho' && next.plain === 'minh';
  if (isCity || !(TITLES.has(title.raw.toLowerCase()) || RANKS.has(rank))) return null;
  const isName = next.isCapital && !NO_NAMES.has(next.plain) && next.raw !== next.raw.toUpperCase();
  return isName ? capitals(line, at + 1) : null;
}
