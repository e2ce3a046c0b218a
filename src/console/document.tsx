import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { PageContext, type PageFacts } from './page-context.ts';

type DocumentProps = {
  facts: PageFacts;
  title: string;
  /** Pages before sign-in need none. */
  hasScript: boolean;
  /** Goes on to this address of ours by itself. */
  leadsTo?: string;
  children: ComponentChildren;
};

// No eval, no style of its own, nobody else's pages: what the policy would refuse anyway is not even tried.
const HTMX = JSON.stringify({
  includeIndicatorCSS: false,
  mode: 'same-origin',
  // A filtered list has an address; going back to one asks for it again, nothing is kept in the browser.
  history: 'reload',
  defaultTimeout: 15_000,
});

/** A whole page, as text to send. */
export const documentOf = (props: DocumentProps): string =>
  `<!doctype html>\n${renderToString(<Document {...props} />)}\n`;

/** A part of a page, as text to send. */
export const partOf = (facts: PageFacts, body: VNode): string =>
  renderToString(<PageContext.Provider value={facts}>{body}</PageContext.Provider>);

function Document({ facts, title, hasScript, leadsTo, children }: DocumentProps) {
  const { urlOf } = facts;
  const font = urlOf('fonts/be-vietnam-pro-latin-400-normal.woff2');
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Cầu Nối`}</title>
        <meta name="robots" content="noindex" />
        {leadsTo !== undefined && <meta http-equiv="refresh" content={`0;url=${leadsTo}`} />}
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#1c1b19" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171513" />
        <meta name="htmx-config" content={HTMX} />
        <link rel="icon" type="image/svg+xml" href={urlOf('icon.svg')} />
        <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={urlOf('tokens.css')} />
        <link rel="stylesheet" href={urlOf('console.css')} />
        {hasScript && <script src={urlOf('htmx.js')} defer />}
        {hasScript && <script type="module" src={urlOf('console.js')} />}
      </head>
      <body>
        <PageContext.Provider value={facts}>
          <div class="hem" />
          {facts.isDemo && <p class="strip">Bản dùng thử: người, công ty và hồ sơ ở đây đều là ví dụ.</p>}
          {children}
        </PageContext.Provider>
      </body>
    </html>
  );
}
