import type { ComponentChildren } from 'preact';
import { CSRF_FIELD } from '../csrf.ts';
import { usePage } from '../page-context.ts';
import { Icon, type IconName } from './icon.tsx';

type FormProps = { action: string; class?: string; label?: string; children: ComponentChildren };

/** A form that changes something: it carries the proof that it is ours. Never write `<form method="post">` by hand. */
export function Form({ action, class: look, label, children }: FormProps) {
  const { csrf } = usePage();
  return (
    <form method="post" action={action} class={look} aria-label={label}>
      {children}
      <input type="hidden" name={CSRF_FIELD} value={csrf} />
    </form>
  );
}

type ButtonProps = {
  /** main: one per form. grave: only in a dialog. */
  kind?: 'main' | 'grave' | 'quiet';
  icon?: IconName;
  isWide?: boolean;
  name?: string;
  value?: string;
  children: ComponentChildren;
};

export const Button = ({ kind, icon, isWide = false, name, value, children }: ButtonProps) => (
  <button type="submit" class={lookOf(kind, isWide)} name={name} value={value}>
    {icon && <Icon name={icon} />} {children}
  </button>
);

type LinkButtonProps = Pick<ButtonProps, 'kind' | 'icon' | 'children'> & {
  href: string;
  /** The address answers a dialog: it opens over the page where scripts run. */
  opensDialog?: boolean;
  push?: boolean;
};

/** Looks like a button, goes to an address. */
export const LinkButton = ({
  href,
  kind,
  icon,
  opensDialog = false,
  push = false,
  children,
}: LinkButtonProps) => (
  <a
    class={`${lookOf(kind, false)}${push ? ' push' : ''}`}
    href={href}
    {...(opensDialog ? { 'hx-get': href, 'hx-target': '#dialog' } : {})}
  >
    {icon && <Icon name={icon} />} <span>{children}</span>
  </a>
);

const lookOf = (kind: ButtonProps['kind'], isWide: boolean): string =>
  ['btn', kind && `btn--${kind}`, isWide && 'wide'].filter(Boolean).join(' ');
