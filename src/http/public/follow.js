// What the union has for us: a stream where it works, asking every few seconds where it does not.

const POLL_MS = 3000;
const POLLS_BEFORE_STREAM = 10;
/** The server shows a sign of life every 15 s. */
const SILENT_MS = 40_000;
const LOOK_MS = 5000;
const ANSWER_MS = 15_000;

/**
 * `start` reads everything new and then follows; calling it again begins afresh where we were. `check` does so only if the line went quiet.
 */
export function createFollower({ onMessages, onLost, onNetwork }) {
  let cursor = null;
  let source = null;
  let timer = 0;
  let heardAt = 0;
  let polls = 0;
  // Only the newest start goes on; an older one that still waits for an answer gives up.
  let run = 0;

  const heard = () => {
    heardAt = Date.now();
    onNetwork(true);
  };

  function stop() {
    run += 1;
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  async function start() {
    stop();
    const mine = run;
    const isRead = await read();
    if (mine !== run) return;
    if (isRead === 'lost') {
      cursor = null;
      return onLost();
    }
    if (isRead === 'failed') return later();
    polls = 0;
    listen();
  }

  /** The next page after the cursor; of a very long talk the stream brings the rest. */
  async function read() {
    const query = cursor === null ? '' : `?after=${encodeURIComponent(cursor)}`;
    try {
      const answer = await fetch(`/chat/messages${query}`, { signal: AbortSignal.timeout(ANSWER_MS) });
      if (answer.status === 401) return 'lost';
      if (!answer.ok) throw new Error(`messages: ${answer.status}`);
      const page = await answer.json();
      cursor = page.next;
      heard();
      onMessages(page.messages);
      return 'read';
    } catch {
      onNetwork(false);
      return 'failed';
    }
  }

  function listen() {
    source = new EventSource(`/chat/stream?after=${encodeURIComponent(cursor)}`);
    source.onopen = heard;
    source.addEventListener('beat', heard);
    source.onmessage = (event) => {
      cursor = event.lastEventId || cursor;
      heard();
      onMessages([JSON.parse(event.data)]);
    };
    source.onerror = () => {
      onNetwork(false);
      // Closed: the server refused. Else the browser tries again by itself, with the last cursor.
      if (source?.readyState === EventSource.CLOSED) later();
    };
    heardAt = Date.now();
    watch();
  }

  function watch() {
    timer = setTimeout(() => {
      if (isQuiet()) later();
      else watch();
    }, LOOK_MS);
  }

  const isQuiet = () => Date.now() - heardAt > SILENT_MS;

  /** No stream for now: ask, and try the stream again after a while. */
  function later() {
    stop();
    const mine = run;
    timer = setTimeout(async () => {
      polls += 1;
      if (polls >= POLLS_BEFORE_STREAM || cursor === null) return start();
      const isRead = await read();
      if (mine !== run) return;
      if (isRead === 'lost') void start();
      else later();
    }, POLL_MS);
  }

  return {
    start,
    check() {
      if (source === null || source.readyState === EventSource.CLOSED || isQuiet()) void start();
    },
  };
}
