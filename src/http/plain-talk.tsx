import type { ChatMessage } from './chat-messages.ts';
import type { PageWords } from './page-words.ts';

type PlainTalkProps = { words: PageWords; messages: ChatMessage[]; formId: string };

/** The talk for a browser that runs no script: everything so far, the last choices as buttons of a form, a link to look again. */
export function PlainTalk({ words, messages, formId }: PlainTalkProps) {
  const last = messages.at(-1);
  return (
    <>
      {messages.map((message) => (
        <PlainMessage key={`${message.from} ${message.id}`} message={message} words={words} />
      ))}
      {last && last.choices.length > 0 && (
        <form class="choices" method="post" action="/chat/messages" aria-label={words.talk.choose}>
          <input type="hidden" name="form" value={formId} />
          {last.choices.map(({ n, title }) => (
            <button type="submit" key={n} name="text" value={n}>
              <b>{n}</b> {title}
            </button>
          ))}
        </form>
      )}
      <p>{words.trouble.noScript}</p>
      <form method="get" action="/">
        <button type="submit" class="btn">
          {words.trouble.reload}
        </button>
      </form>
    </>
  );
}

const SIDE = { you: 'msg msg--you', bot: 'msg', officer: 'msg msg--officer' } as const;

function PlainMessage({ message, words }: { message: ChatMessage; words: PageWords }) {
  const { from, text, at } = message;
  const by = from === 'you' ? <span class="sr">{words.talk.you}</span> : words.talk[from];
  return (
    <div class={SIDE[from]}>
      <p class="msg__by">
        {by} <time dateTime={at}>{clockTime(at)}</time>
      </p>
      <div class="bubble">
        <p>{text}</p>
      </div>
    </div>
  );
}

const CLOCK = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
});
const clockTime = (at: string): string => CLOCK.format(new Date(at));
