// What one message looks like. Text is always text, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes and children; null attributes and children are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

export function icon(url, name, of = 'i') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', of);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${url}#${name}`);
  svg.append(use);
  return svg;
}

const CODE = '[A-HJ-NP-Z2-9]{2}-[A-HJ-NP-Z2-9]{3}';
const FACT = /^([^:.?!]{2,24}): (.+)$/;
const LEAST_FACTS = 3;

/** The body of a message of ours, in the shape its words ask for: notice, slip, receipt or bubble. */
export function bodyOf(text, { words, icons, isFirst, choices }) {
  const { marks } = words;
  if (isFirst && text.includes(marks.privacy)) return notice(text, marks.privacy, icons);
  const paragraphs = text.split('\n').filter((line) => line.trim() !== '');
  const slip = slipOf(paragraphs, words, icons) ?? receiptOf(paragraphs, words, icons);
  if (slip) {
    slip.append(...(choices ? [choices] : []));
    return slip;
  }
  return el('div', { class: 'bubble' }, linesOf(paragraphs, words, icons));
}

function notice(text, privacy, icons) {
  const at = text.indexOf(privacy);
  const link = el('a', { href: '#ai-doc' }, privacy);
  const words = el('p', {}, text.slice(0, at), link, text.slice(at + privacy.length));
  return el('div', { class: 'notice' }, icon(icons, 'shield'), words);
}

/** What will be sent, before it is: a question, then what stands in it, line by line. */
function slipOf([title, ...lines], words, icons) {
  if (!title?.endsWith('?')) return null;
  const firstOther = lines.findIndex((line) => !FACT.test(line));
  const facts = firstOther < 0 ? lines : lines.slice(0, firstOther);
  if (facts.length < LEAST_FACTS) return null;
  const rows = facts.flatMap((line) => {
    const [, name, value] = FACT.exec(line) ?? [];
    return [el('dt', {}, name), el('dd', {}, value)];
  });
  const rest = linesOf(lines.slice(facts.length), words, icons);
  return el('div', { class: 'slip' }, el('h2', {}, title), el('dl', { class: 'facts' }, rows), rest);
}

/** Something was really done, and it has a code. */
function receiptOf([first, ...lines], words, icons) {
  const pattern = new RegExp(`^✓ ([^.]+)\\. (?:${words.marks.codes.join('|')}):? (${CODE})\\.?\\s*(.*)$`);
  const [, done, code, rest] = pattern.exec(first ?? '') ?? [];
  if (!code) return null;
  return el(
    'div',
    { class: 'slip' },
    el('p', { class: 'done' }, icon(icons, 'check'), ' ', el('strong', {}, done)),
    el('p', {}, words.marks.code, el('br'), el('span', { class: 'code' }, code)),
    linesOf(rest ? [rest, ...lines] : lines, words, icons),
  );
}

/** Each line is a paragraph; the law and a deadline stand apart, small, under a line. */
function linesOf(lines, { marks }, icons) {
  return lines.map((line, index) => {
    const mark = line.startsWith(marks.law) ? 'law' : line.startsWith(marks.deadline) ? 'clock' : null;
    if (mark) return el('p', { class: 'cite' }, icon(icons, mark), el('span', {}, line));
    if (line.startsWith('✓ ')) return el('p', {}, icon(icons, 'check', 'i done'), line.slice(1));
    return el('p', {}, index === 0 ? withAmounts(line, marks) : withLinks(line, marks));
  });
}

/** The amount is what people look for. */
const AMOUNT = /(\d{1,3}(?:\.\d{3})+ đ(?:\/\p{L}+)?)/u;
const withAmounts = (line, marks) =>
  line
    .split(AMOUNT)
    .flatMap((part, index) => (index % 2 === 1 ? [el('strong', {}, part)] : withLinks(part, marks)));

const ADDRESS = /(https:\/\/[^\s<>"]+[^\s<>".,;:!?)])/u;

/** Addresses can be pressed, and the numbers to call in a sentence that says to call. */
function withLinks(text, marks) {
  return text.split(ADDRESS).flatMap((part, index) => {
    if (index % 2 === 1) return [el('a', { href: part, rel: 'noopener noreferrer' }, part)];
    return part.split(/(?<=[.?!] )/).flatMap((sentence) => withNumbers(sentence, marks));
  });
}

function withNumbers(sentence, { call, article, numbers }) {
  const isCall = sentence.toLowerCase().includes(call) && !sentence.includes(article);
  if (!isCall) return [sentence];
  return sentence
    .split(new RegExp(`(?<![\\d.,/-])(${numbers.join('|')})(?![\\d/%-]|[.,]\\d)`))
    .map((part, index) => (index % 2 === 1 ? el('a', { href: `tel:${part}` }, part) : part));
}

/** The officer's name line carries the case, so the words need not. */
export function officerWords(text, { talk, marks }) {
  const [, code, rest] =
    new RegExp(`^${talk.officer}(?: \\(${marks.case} (${CODE})\\))?: ([\\s\\S]*)$`).exec(text) ?? [];
  const by = code ? `${talk.officer}, ${marks.case} ${code}` : talk.officer;
  return { by, text: rest ?? text };
}
