// The talk on the screen. Every message is built once and then only adjusted, so that a screen reader hears just what is new.
import { el, icon } from './bubble.js';
import { dayName, dayOf } from './days.js';
import { createMessages } from './message.js';

const NEAR_END_PX = 160;
// What was there when the page opened is not read out, only what comes.
const READ_FROM_MS = 500;

export function createTalk({ root, words, icons, onSay, onRetry }) {
  const main = root.closest('main');
  const below = document.getElementById('tin-moi');
  const shown = new Map();
  const { messageItem } = createMessages({ words, icons, onSay, onRetry });
  let isFirstShow = true;
  root.replaceChildren();
  below.addEventListener('click', goToEnd);
  addEventListener('scroll', () => {
    if (isAtEnd()) below.hidden = true;
  });

  const isAtEnd = () => main.getBoundingClientRect().bottom - innerHeight < NEAR_END_PX;

  function goToEnd() {
    below.hidden = true;
    scrollBy(0, main.getBoundingClientRect().bottom - innerHeight);
  }

  /** `state`: {messages, unsent, isLoading, isTyping}. */
  function show(state) {
    const wasAtEnd = isAtEnd();
    const items = itemsOf(state);
    const isNews = items.some(({ key, isOurs }) => isOurs && !shown.has(key));
    reconcile(items);
    if (state.isLoading) return;
    if (isFirstShow ? items.length > 1 && location.hash !== '#ai-doc' : wasAtEnd) goToEnd();
    else if (isNews && !isFirstShow) below.hidden = false;
    if (isFirstShow) setTimeout(() => root.removeAttribute('aria-live'), READ_FROM_MS);
    isFirstShow = false;
  }

  function reconcile(items) {
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, node] of shown) {
      if (keys.has(key)) continue;
      node.remove();
      shown.delete(key);
    }
    let before = root.firstChild;
    for (const { key, build, adjust } of items) {
      const node = shown.get(key) ?? build();
      adjust?.(node);
      shown.set(key, node);
      if (node === before) before = node.nextSibling;
      else root.insertBefore(node, before);
    }
  }

  /** What is to be seen, in order: {key, build, adjust, isOurs}. */
  function itemsOf({ messages, unsent, isLoading, isTyping }) {
    if (isLoading) return [{ key: 'bones', build: bones }];
    const known = new Set(messages.filter(({ from }) => from === 'you').map(({ id }) => id));
    const own = unsent
      .filter(({ id }) => !known.has(id))
      .map((item) => ({ ...item, from: 'you', choices: [] }));
    const all = withChoices([...messages.map((message) => ({ ...message, state: 'sent' })), ...own]);
    if (all.length === 0) return [{ key: 'empty', build: emptiness }];
    const items = all.flatMap((message, index) => {
      const day = dayOf(message.at);
      const isNewDay = index === 0 || dayOf(all[index - 1].at) !== day;
      return isNewDay ? [dayHead(day), messageItem(message, all, true)] : [messageItem(message, all, false)];
    });
    return isTyping ? [...items, { key: 'typing', build: typing }] : items;
  }

  const dayHead = (day) => ({
    key: `day ${day}`,
    build: () => el('p', { class: 'day' }, dayName(day, words.talk)),
    adjust(node) {
      const name = dayName(day, words.talk);
      if (node.textContent !== name) node.textContent = name;
    },
  });

  const typing = () =>
    el(
      'div',
      { class: 'msg msg--typing' },
      el('p', { class: 'msg__by' }, words.talk.typing),
      el(
        'div',
        { class: 'bubble' },
        el('span', { class: 'typing', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
      ),
    );

  const bones = () =>
    el(
      'div',
      {},
      el('p', { class: 'sr' }, words.talk.loading),
      el('span', { class: 'bone', 'aria-hidden': 'true' }),
      el('span', { class: 'bone bone--half', 'aria-hidden': 'true' }),
    );

  function emptiness() {
    const examples = words.empty.examples.map((text) => {
      const button = el('button', { type: 'button' }, text);
      button.addEventListener('click', () => onSay(text));
      return button;
    });
    return el(
      'div',
      { class: 'blank' },
      icon(icons, 'span', 'span'),
      el('h2', {}, words.empty.title),
      el('p', {}, words.empty.text),
      el('div', { class: 'choices choices--plain' }, examples),
    );
  }

  return { show, goToEnd };
}

/** Which menu is still open, and what was chosen in the others. An own message that is a number shows what it means. */
function withChoices(all) {
  let menu = null;
  const close = (chosen) => {
    if (!menu) return;
    menu.isPast = true;
    menu.chosen = chosen;
    menu = null;
  };
  return all.map((message) => {
    const item = { ...message, isPast: false, chosen: null, shownAs: message.text };
    if (item.from === 'you') {
      const said = item.text.trim();
      const choice = menu?.choices.find(({ n, title }) => said === String(n) || said === title);
      if (choice) item.shownAs = choice.title;
      close(choice?.n ?? null);
    } else if (item.choices.length > 0) {
      close(null);
      menu = item;
    }
    return item;
  });
}
