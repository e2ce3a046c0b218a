// The chat window of the public page: joins what is stored at the union's (follow.js), what is still to be sent (outbox.js) and what
// is seen (talk.js). Works from Chrome 109 and Firefox 115 on; without script the page is a plain form.
import { createFollower } from './follow.js';
import { createOutbox } from './outbox.js';
import { createTalk } from './talk.js';

const TYPING_MS = 20_000;
// A restart of the server or a lift shaft is no reason to alarm anybody.
const OFFLINE_AFTER_MS = 4000;

const root = document.getElementById('cac-tin');
const strip = document.querySelector('#mat-mang > span');
const form = document.getElementById('gui-tin');
const box = document.getElementById('viet');
const words = JSON.parse(root.dataset.words);

// What stays below the top must know how high it is: strips come and go in it, and wrap.
const header = document.querySelector('.top');
new ResizeObserver(() => {
  document.documentElement.style.setProperty('--top', `${header.offsetHeight}px`);
}).observe(header);

const title = document.title;
const messages = new Map();
let unread = 0;
let hasSession = root.dataset.session === 'open';
let isLoading = hasSession;
let failingSince = navigator.onLine ? null : 0;

const outbox = createOutbox({ openSession, onChange: show, onNetwork: network });
const follower = createFollower({ onMessages: take, onLost: lose, onNetwork: network });
const talk = createTalk({
  root,
  words,
  icons: root.dataset.icons,
  onSay: say,
  onRetry: outbox.flush,
});

function say(text) {
  outbox.add(text);
  talk.goToEnd();
}

function take(fresh) {
  for (const message of fresh) messages.set(`${message.from} ${message.id}`, message);
  countUnread(fresh);
  isLoading = false;
  outbox.forget(fresh.filter(({ from }) => from === 'you').map(({ id }) => id));
  show();
}

/** In a tab that lies behind others the title says how much came. */
function countUnread(fresh) {
  if (document.visibilityState === 'visible' || isLoading) return;
  unread += fresh.filter(({ from }) => from !== 'you').length;
  if (unread > 0) document.title = `(${unread}) ${title}`;
}

/** The union no longer knows this browser's session: what was not sent goes out under a new one. */
function lose() {
  hasSession = false;
  isLoading = false;
  messages.clear();
  show();
}

async function openSession(isStale) {
  if (hasSession && !isStale) return;
  const answer = await fetch('/chat/sessions', { method: 'POST' });
  if (!answer.ok) throw new Error(`no session: ${answer.status}`);
  if (isStale) messages.clear();
  hasSession = true;
  void follower.start();
}

function show() {
  const known = [...messages.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  talk.show({ messages: known, unsent: outbox.items(), isLoading, isTyping: isTyping(known) });
}

let typingTimer = 0;

/** The bot writes when our last words reached it a moment ago and no human has taken over. */
function isTyping(known) {
  clearTimeout(typingTimer);
  const left = outbox.sentAt() + TYPING_MS - Date.now();
  const isSent = outbox.items().every(({ state }) => state === 'sent');
  const isOurTurn = outbox.items().length > 0 || known.at(-1)?.from === 'you';
  const isHuman = known.filter(({ from }) => from !== 'you').at(-1)?.from === 'officer';
  if (left <= 0 || !isSent || !isOurTurn || isHuman) return false;
  typingTimer = setTimeout(show, left);
  return true;
}

let networkTimer = 0;

function network(works) {
  failingSince = works && navigator.onLine ? null : (failingSince ?? Date.now());
  clearTimeout(networkTimer);
  const isCutOff =
    failingSince !== null && (!navigator.onLine || Date.now() - failingSince >= OFFLINE_AFTER_MS);
  strip.hidden = !isCutOff;
  if (failingSince !== null && !isCutOff) networkTimer = setTimeout(network, OFFLINE_AFTER_MS, false);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (text === '') return;
  box.value = '';
  grow();
  say(text);
});

// On a phone Enter begins a new line, as people are used to; while a letter is being composed it belongs to the keyboard.
const hasKeyboard = matchMedia('(pointer: fine)');
box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !hasKeyboard.matches) return;
  event.preventDefault();
  form.requestSubmit();
});

/** The box grows with what is written. */
function grow() {
  box.style.blockSize = 'auto';
  box.style.blockSize = `${Math.max(48, box.scrollHeight + 2)}px`;
}
box.addEventListener('input', grow);

document.getElementById('roi-may').addEventListener('submit', () => {
  outbox.clear();
});

addEventListener('online', () => {
  network(true);
  void outbox.flush();
  if (hasSession) void follower.start();
});
addEventListener('offline', () => network(false));
// A phone cuts connections while its screen is off.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  unread = 0;
  document.title = title;
  if (hasSession) follower.check();
});

network(true);
show();
if (hasSession) void follower.start();
void outbox.flush();
