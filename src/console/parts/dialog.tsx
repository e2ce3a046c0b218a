import type { ComponentChildren } from 'preact';
import { Button, Form } from './form.tsx';

type DialogProps = {
  title: string;
  /** Where the decision is sent. */
  action: string;
  /** What will happen, and at most two fields. */
  children: ComponentChildren;
  decide: { label: string; kind: 'main' | 'grave' };
  /** The way out: "Không …", and the page it leads to when no script runs. */
  decline: { label: string; href: string };
};

/** One decision. Over the page where scripts run (`console.js` opens it), else a page of its own. */
export const Dialog = ({ title, action, children, decide, decline }: DialogProps) => (
  <dialog open aria-labelledby="dialog-title">
    <Form action={action} class="stack">
      <h2 id="dialog-title">{title}</h2>
      {children}
      <div class="row">
        <a class="btn" href={decline.href} data-closes>
          {decline.label}
        </a>
        <Button kind={decide.kind}>{decide.label}</Button>
      </div>
    </Form>
  </dialog>
);
