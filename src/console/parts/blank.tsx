import type { ComponentChildren } from 'preact';
import { Span, type SpanState } from './icon.tsx';

type BlankProps = { state: SpanState; title: string; level?: 2 | 3; children: ComponentChildren };

/** Nothing is here: why, and the next step. A whole bridge when all is well, an open one when one may go on. */
export const Blank = ({ state, title, level = 2, children }: BlankProps) => (
  <div class="blank">
    <Span state={state} />
    {level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
    {children}
  </div>
);

/** Something is being loaded. */
export const Bones = ({ says }: { says: string }) => (
  <div class="sheet stack" aria-busy="true">
    <output class="soft">{says}</output>
    <span class="bone" />
    <span class="bone" />
    <span class="bone bone--half" />
  </div>
);
