import { Brand, htmlOf, type UrlOf } from './document.tsx';
import type { ProblemPage } from './error-handler.ts';
import type { PageWords } from './page-words.ts';

/** What a person sees when something is not there or went wrong: what it means and the way back. */
export const problemPage =
  (words: PageWords, urlOf: UrlOf): ProblemPage =>
  ({ status }) => {
    const { problems, back } = words.trouble;
    const known = Object.entries(problems).find(([code]) => code === String(status));
    const { title, text } = known?.[1] ?? problems.other;
    const children = (
      <>
        <div class="hem" />
        <main class="door">
          <Brand words={words} urlOf={urlOf} />
          <h1>{title}</h1>
          <p>{text}</p>
          <p>
            <a class="btn btn--main" href="/">
              {back}
            </a>
          </p>
        </main>
      </>
    );
    return htmlOf({ words, urlOf, title: `${title} · ${words.name}`, children });
  };
