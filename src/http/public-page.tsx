import type { ChatMessage } from './chat-messages.ts';
import { Brand, htmlOf, Icon, type UrlOf } from './document.tsx';
import type { PageWords } from './page-words.ts';
import { PlainTalk } from './plain-talk.tsx';

type PublicPageProps = {
  words: PageWords;
  urlOf: UrlOf;
  /** What this browser's session holds, for a browser without script; null when it has no session. */
  messages: ChatMessage[] | null;
  /** Names this rendering of the form, so that a double click without script is one message. */
  formId: string;
  /** Nothing in here is real, and the page says so. */
  isDemo: boolean;
};

/** `GET /`: what the bot is, who reads, and the talk. */
export function publicPage(props: PublicPageProps): string {
  const { words, urlOf } = props;
  const head = <script type="module" src={urlOf('chat.js')} />;
  return htmlOf({
    words,
    urlOf,
    title: `${words.title} · ${words.organisation}`,
    head,
    children: <Page {...props} />,
  });
}

function Page({ words, urlOf, messages, formId, isDemo }: PublicPageProps) {
  return (
    <>
      <a class="skip" href="#viet">
        {words.skip}
      </a>
      <header class="top">
        <div class="hem" />
        <div class="top__in">
          <Brand words={words} urlOf={urlOf} />
          <a class="btn btn--quiet" href="#ai-doc">
            {words.about.link}
          </a>
        </div>
        {isDemo && <DemoStrip words={words} />}
        <output class="strip" id="mat-mang">
          <span hidden>
            <Icon name="offline" urlOf={urlOf} /> {words.trouble.offline}
          </span>
        </output>
      </header>
      <div class={isDemo ? 'public public--demo' : 'public'}>
        <main aria-labelledby="ten-trang">
          <h1 class="sr" id="ten-trang">
            {words.title}
          </h1>
          <div
            class="talk"
            id="cac-tin"
            role="log"
            aria-live="off"
            aria-label={words.talk.label}
            data-words={JSON.stringify(wordsOfScript(words))}
            data-icons={urlOf('icons.svg')}
            data-session={messages === null ? 'none' : 'open'}
          >
            <noscript>
              <PlainTalk words={words} messages={messages ?? []} formId={formId} />
            </noscript>
          </div>
          <Composer words={words} urlOf={urlOf} formId={formId} />
        </main>
        <About words={words} urlOf={urlOf} />
      </div>
    </>
  );
}

const DemoStrip = ({ words }: { words: PageWords }) => (
  <p class="strip">
    <span>{words.demo}</span>
  </p>
);

const wordsOfScript = ({ talk, empty, trouble, marks, about }: PageWords) => ({
  talk,
  empty,
  trouble: {
    unsent: trouble.unsent,
    retry: trouble.retry,
    tooFast: trouble.tooFast,
    refused: trouble.refused,
  },
  marks,
  callNumber: about.callNumber,
});

type PartProps = { words: PageWords; urlOf: UrlOf };

const Composer = ({ words, urlOf, formId }: PartProps & { formId: string }) => (
  <form class="composer" id="gui-tin" method="post" action="/chat/messages">
    <input type="hidden" name="form" value={formId} />
    <label class="sr" for="viet">
      {words.composer.label}
    </label>
    <textarea
      id="viet"
      name="text"
      rows={1}
      maxLength={4000}
      required
      placeholder={words.composer.placeholder}
      aria-describedby="nhac"
    />
    <button type="submit" class="btn btn--main">
      <Icon name="send" urlOf={urlOf} /> {words.composer.send}
    </button>
    <small id="nhac">{words.composer.hint}</small>
    <button type="button" class="btn below" id="tin-moi" hidden>
      <Icon name="down" urlOf={urlOf} /> {words.talk.newBelow}
    </button>
  </form>
);

const About = ({ words: { about }, urlOf }: PartProps) => (
  <aside class="about" id="ai-doc" aria-labelledby="gioi-thieu" tabIndex={-1}>
    <h2 id="gioi-thieu">{about.title}</h2>
    <p>{about.intro}</p>
    <ul>
      {about.points.map(({ icon, text }) => (
        <li key={text}>
          <Icon name={icon} urlOf={urlOf} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
    <p class="row">
      {about.danger}{' '}
      <a class="btn btn--main" href={`tel:${about.callNumber}`}>
        <Icon name="phone" urlOf={urlOf} /> {about.call}
      </a>
    </p>
    <details>
      <summary>{about.shared.title}</summary>
      <p>{about.shared.text}</p>
      <form method="post" action="/chat/leave" id="roi-may">
        <button type="submit" class="btn btn--grave">
          {about.shared.button}
        </button>
      </form>
    </details>
  </aside>
);
