// Words that are not yet at the union's: kept on this machine, sent one after the other under an id of their own, so that sending
// one again is harmless.

const KEY = 'cau-noi-chua-gui';
const AGAIN_MS = [2000, 5000, 10_000, 20_000, 30_000];
const ANSWER_MS = 15_000;

/** Items are {id, text, at, state: 'sending' | 'sent' | 'failed' | 'waiting' | 'refused', seconds}. */
export function createOutbox({ openSession, onChange, onNetwork }) {
  let items = load();
  let isBusy = false;
  let failures = 0;
  let timer = 0;
  let sentAt = 0;

  function add(text) {
    items.push({ id: newId(), text, at: new Date().toISOString(), state: 'sending' });
    save();
    onChange();
    void flush();
  }

  async function flush() {
    clearTimeout(timer);
    if (isBusy) return;
    isBusy = true;
    try {
      for (;;) {
        const next = items.find(({ state }) => state !== 'sent' && state !== 'refused');
        if (!next || !(await deliver(next))) break;
      }
    } finally {
      isBusy = false;
    }
  }

  /** False: not now. The order of what was written stays, so the others wait too. */
  async function deliver(item) {
    if (item.state !== 'failed' && item.state !== 'waiting') set(item, { state: 'sending' });
    const outcome = await post(item, false).catch(() => ({ state: 'failed' }));
    if (outcome.state === 'sent') sentAt = Date.now();
    set(item, outcome);
    if (outcome.state === 'sent' || outcome.state === 'refused') {
      failures = 0;
      onNetwork(true);
      return true;
    }
    const wait = outcome.seconds ? outcome.seconds * 1000 : AGAIN_MS[Math.min(failures, AGAIN_MS.length - 1)];
    if (!outcome.seconds) {
      failures += 1;
      onNetwork(false);
    }
    timer = setTimeout(flush, wait);
    return false;
  }

  async function post({ id, text }, isSecond) {
    await openSession(isSecond);
    const answer = await fetch('/chat/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, text }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (answer.status === 202) return { state: 'sent' };
    if (answer.status === 401 && !isSecond) return post({ id, text }, true);
    if (answer.status === 429)
      return { state: 'waiting', seconds: Number(answer.headers.get('Retry-After')) || 30 };
    if (answer.status === 400 || answer.status === 413) return { state: 'refused' };
    return { state: 'failed' };
  }

  function set(item, change) {
    Object.assign(item, change);
    save();
    onChange();
  }

  /** What is at the union's need not be kept here. */
  function save() {
    try {
      const left = items.filter(({ state }) => state !== 'sent');
      if (left.length === 0) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(left.map(({ id, text, at }) => ({ id, text, at }))));
    } catch {
      // A browser that keeps nothing: the words live as long as the page.
    }
  }

  function load() {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? '[]').map((item) => ({ ...item, state: 'failed' }));
    } catch {
      return [];
    }
  }

  return {
    add,
    flush,
    items: () => items,
    /** When the union last took something, by this machine's clock. */
    sentAt: () => sentAt,
    /** These came back from the union. */
    forget(ids) {
      items = items.filter(({ id }) => !ids.includes(id));
      save();
    },
    clear() {
      items = [];
      save();
    },
  };
}

/** 128 random bits. `crypto.randomUUID` exists only under https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
