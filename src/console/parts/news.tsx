import type { ComponentChildren } from 'preact';

type NewsProps = {
  /** Answers with `Fresh` when what this page shows has changed, and with nothing until then. */
  href: string;
};

/** Says that there is something new; the page stays as it is under the reader's eyes until they ask for it. */
export const News = ({ href }: NewsProps) => (
  <output class="news" hx-get={href} hx-trigger="every 15s" hx-swap="innerHTML" hx-target="this" />
);

/** What such an address answers; null: nothing has changed. */
export const Fresh = ({ href, children }: { href: string | null; children: ComponentChildren }) =>
  href === null ? null : (
    <a class="btn btn--main" href={href}>
      {children}
    </a>
  );
