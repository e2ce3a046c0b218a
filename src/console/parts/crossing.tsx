import type { ComponentChildren } from 'preact';

/** Received – processed – responded: three piers under two arches. */
export const Crossing = ({ id, children }: { id?: string; children: ComponentChildren }) => (
  <div class="crossing" id={id}>
    {children}
  </div>
);

type PierProps = {
  id: string;
  title: string;
  /** The arch that leaves this pier: due is dashed, broken ends in the air. */
  arch?: 'due' | 'broken';
  children: ComponentChildren;
};

export const Pier = ({ id, title, arch, children }: PierProps) => (
  <section class={arch ? `pier pier--${arch}` : 'pier'} aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

/** What was done in order: a time or a name before each. */
export const Steps = ({
  label,
  rows,
}: {
  label: string;
  rows: readonly { of: ComponentChildren; is: ComponentChildren }[];
}) => (
  <ol class="steps" aria-label={label}>
    {rows.map(({ of, is }, n) => (
      <li key={n}>
        <span>{of}</span>
        <span>{is}</span>
      </li>
    ))}
  </ol>
);

/** Names and values, in two columns. */
export const Facts = ({ rows }: { rows: readonly { of: string; is: ComponentChildren }[] }) => (
  <dl class="facts small">
    {rows.map(({ of, is }) => (
      <>
        <dt key={of}>{of}</dt>
        <dd>{is}</dd>
      </>
    ))}
  </dl>
);
