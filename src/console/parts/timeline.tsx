import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** What happened, oldest first. */
export const Timeline = ({ children }: { children: ComponentChildren }) => <ol class="line">{children}</ol>;

type MomentProps = {
  icon: IconName;
  /** Time and who: `<When …/> · <strong>…</strong>`. */
  head: ComponentChildren;
  /** A bubble or a note. */
  children?: ComponentChildren;
};

export const Moment = ({ icon, head, children }: MomentProps) => (
  <li>
    <Icon name={icon} />
    <p class="soft">{head}</p>
    {children}
  </li>
);
