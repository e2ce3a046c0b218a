import type { ComponentChildren } from 'preact';
import { Icon, type IconName, Span, type SpanState } from './icon.tsx';

const LOOK = { done: 'badge--done', wait: 'badge--wait', fail: 'badge--fault' } as const;

/** How far an exchange has come, in a row: the three piers and words. */
export const SpanBadge = ({ state, children }: { state: SpanState; children: ComponentChildren }) => (
  <span class={`badge ${LOOK[state]}`}>
    <Span state={state} />
    {children}
  </span>
);

const BOX = {
  plain: 'badge--box',
  done: 'badge--box done',
  wait: 'badge--box badge--wait',
  fault: 'badge--box badge--fault',
  person: 'badge--box badge--person',
  /** Danger to life, and nothing else: the only solid one. */
  danger: 'badge--danger',
} as const;

type BadgeProps = { kind?: keyof typeof BOX; icon?: IconName; children: ComponentChildren };

/** State of a case or an account: icon and words; colour only helps. */
export const Badge = ({ kind = 'plain', icon, children }: BadgeProps) => (
  <span class={`badge ${BOX[kind]}`}>
    {icon && <Icon name={icon} />} {children}
  </span>
);
