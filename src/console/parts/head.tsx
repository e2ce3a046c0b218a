import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

type HeadProps = {
  title: ComponentChildren;
  /** One sentence below. */
  says?: ComponentChildren;
  /** Badges and buttons beside the title. */
  children?: ComponentChildren;
};

export const Head = ({ title, says, children }: HeadProps) => (
  <header class="head">
    <h1>{title}</h1>
    {children}
    {says && <p>{says}</p>}
  </header>
);

export const Back = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <a class="back" href={href}>
    <Icon name="back" /> {children}
  </a>
);
