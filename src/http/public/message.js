// One message of the talk: how it is built, and what of it changes later.
import { bodyOf, el, icon, officerWords } from './bubble.js';
import { clockTime } from './days.js';

const TOGETHER_MS = 5 * 60_000;
const ROW_LETTERS = 8;

export function createMessages({ words, icons, onSay, onRetry }) {
  const box = document.getElementById('viet');

  /** `all`: the talk it stands in. */
  function messageItem(message, all, isNewDay) {
    const key = `${message.from} ${message.id}`;
    const index = all.indexOf(message);
    if (message.from === 'you') {
      const isAnswered = all.slice(index).some(({ from }) => from !== 'you');
      return { key, build: () => buildOwn(message), adjust: (node) => adjustOwn(node, message, isAnswered) };
    }
    const first = all.find(({ from }) => from !== 'you');
    const previous = all[index - 1];
    // The notice carries no name, so what follows it does.
    const isTogether = !isNewDay && previous !== first && areTogether(previous, message);
    const isFirst = message === first;
    return {
      key,
      isOurs: true,
      build: () => buildOurs(message, isFirst, isTogether),
      adjust: (node) => adjustChoices(node, message),
    };
  }

  function buildOurs(message, isFirst, isTogether) {
    const isOfficer = message.from === 'officer';
    const { by, text } = isOfficer
      ? officerWords(message.text, words)
      : { by: words.talk.bot, text: message.text };
    const choices = message.choices.length > 0 ? choiceButtons(message) : null;
    const body = bodyOf(text, { words, icons, isFirst, choices });
    if (body.className === 'notice') return body;
    const who = isTogether ? el('span', { class: 'sr' }, `${by}:`) : nameLine(message, by);
    const node = el('div', { class: isOfficer ? 'msg msg--officer' : 'msg' }, who, body);
    // A slip has its buttons inside.
    if (choices && !body.contains(choices)) node.append(choices);
    return node;
  }

  const nameLine = (message, by) =>
    el(
      'p',
      { class: 'msg__by' },
      message.from === 'officer' ? icon(icons, 'user') : null,
      el('span', {}, by),
      timeOf(message),
    );

  function choiceButtons({ choices }) {
    const isRow = choices.length <= 3 && choices.every(({ title }) => title.length <= ROW_LETTERS);
    const buttons = choices.map(({ n, title }) => {
      const button = el(
        'button',
        { type: 'button', value: n },
        el('b', {}, String(n)),
        el('span', {}, title),
      );
      button.addEventListener('click', () => onSay(String(n)));
      return button;
    });
    return el('div', { class: isRow ? 'choices choices--row' : 'choices', role: 'group' }, buttons);
  }

  /** Used buttons stay where they are; a second press must not answer a later question. */
  function adjustChoices(node, { isPast, chosen }) {
    const group = node.querySelector('.choices');
    if (!group) return;
    group.setAttribute('aria-label', isPast ? words.talk.chosen : words.talk.choose);
    if (!isPast) return;
    if (group.contains(document.activeElement)) box.focus({ preventScroll: true });
    group.classList.add('choices--past');
    for (const button of group.children) {
      button.disabled = true;
      button.setAttribute('aria-pressed', String(button.value === String(chosen)));
    }
  }

  function buildOwn(message) {
    const by = el(
      'p',
      { class: 'msg__by' },
      el('span', { class: 'sr' }, words.talk.you),
      el('span', { class: 'state' }),
      timeOf(message),
    );
    return el(
      'div',
      { class: 'msg msg--you' },
      by,
      el('div', { class: 'bubble' }, el('p', {}, message.shownAs)),
    );
  }

  function adjustOwn(node, { state, seconds }, isAnswered) {
    const { sending, sent } = words.talk;
    const label = state === 'sending' ? sending : state === 'sent' && !isAnswered ? sent : '';
    const place = node.querySelector('.state');
    if (place.textContent !== label) place.textContent = label;
    const why = troubleOf(state, seconds);
    node.classList.toggle('msg--unsent', why !== null);
    const fault = node.querySelector('.msg__fault');
    if ((fault?.dataset.why ?? null) === why) return;
    fault?.remove();
    if (why !== null) node.append(faultOf(why, state));
  }

  function troubleOf(state, seconds) {
    const { unsent, tooFast, refused } = words.trouble;
    if (state === 'waiting') return tooFast.replace('{seconds}', seconds);
    if (state === 'refused') return refused;
    return state === 'failed' ? unsent : null;
  }

  function faultOf(why, state) {
    const retry = el(
      'button',
      { type: 'button', class: 'btn' },
      icon(icons, 'retry'),
      ` ${words.trouble.retry}`,
    );
    retry.addEventListener('click', () => onRetry());
    const text = el('span', {}, icon(icons, 'trouble'), ` ${why}`);
    return el('div', { class: 'msg__fault', 'data-why': why }, text, ' ', state === 'failed' ? retry : null);
  }

  return { messageItem };
}

const timeOf = ({ at }) => el('time', { datetime: at }, clockTime(at));

/** One voice that goes on speaking is named once. */
const areTogether = (previous, message) =>
  previous.from === message.from && Date.parse(message.at) - Date.parse(previous.at) < TOGETHER_MS;
