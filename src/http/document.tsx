import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PageWords } from './page-words.ts';

export type UrlOf = (file: string) => string;

type DocumentProps = {
  words: PageWords;
  urlOf: UrlOf;
  title: string;
  head?: ComponentChildren;
  children: ComponentChildren;
};

/** The frame of every public page, as text to send. */
export const htmlOf = (props: DocumentProps): string =>
  `<!doctype html>\n${renderToString(<Document {...props} />)}\n`;

function Document({ words, urlOf, title, head, children }: DocumentProps) {
  const font = urlOf('fonts/be-vietnam-pro-latin-400-normal.woff2');
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={words.description} />
        {words.zaloVerification && (
          <meta name="zalo-platform-site-verification" content={words.zaloVerification} />
        )}
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#1c1b19" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171513" />
        <link rel="icon" type="image/svg+xml" href={urlOf('icon.svg')} />
        <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={urlOf('tokens.css')} />
        <link rel="stylesheet" href={urlOf('look.css')} />
        {head}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** An icon beside words, never alone. */
export const Icon = ({ name, urlOf, of = 'i' }: { name: string; urlOf: UrlOf; of?: string }) => (
  <svg class={of} aria-hidden="true">
    <use href={`${urlOf('icons.svg')}#${name}`} />
  </svg>
);

export const Brand = ({ words, urlOf }: { words: PageWords; urlOf: UrlOf }) => (
  <a class="brand" href="/">
    <Icon name="logo" of="logo" urlOf={urlOf} />
    <span>
      <strong>{words.name}</strong>
      <small>{words.organisation}</small>
    </span>
  </a>
);
