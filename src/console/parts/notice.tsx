import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

type NoticeProps = {
  /** fault: what happened, what is not lost, what to press. */
  kind?: 'fault' | 'done';
  icon?: IconName;
  title?: string;
  children?: ComponentChildren;
};

export const Notice = ({ kind, icon, title, children }: NoticeProps) => (
  <div
    class={kind ? `notice notice--${kind}` : 'notice'}
    role={kind === 'fault' ? 'alert' : kind === 'done' ? 'status' : undefined}
  >
    <Icon name={icon ?? (kind === 'fault' ? 'trouble' : kind === 'done' ? 'check' : 'note')} />
    <div>
      {title && <strong>{title}</strong>} {children}
    </div>
  </div>
);

/** Said once after something was done; nothing in it can be pressed. */
export const Toast = ({ children }: { children: ComponentChildren }) => (
  <output class="toast notice">
    <Icon name="check" />
    <span>{children}</span>
  </output>
);
