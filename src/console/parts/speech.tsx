import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

const LOOK = { person: 'bubble said', bot: 'bubble', officer: 'bubble ours' } as const;

type BubbleProps = { by: keyof typeof LOOK; text: string; cite?: string };

/** What was said; side, colour and the name above say who. Lines of the text stay lines. */
export const Bubble = ({ by, text, cite }: BubbleProps) => (
  <div class={LOOK[by]}>
    {text.split(/\n+/).map((line, n) => (
      <p key={n}>{line}</p>
    ))}
    {cite && (
      <p class="cite">
        <Icon name="law" />
        <span>{cite}</span>
      </p>
    )}
  </div>
);

/** Internal: yellow, dashed and square, never a mode of the reply box. */
export const Note = ({ children }: { children: ComponentChildren }) => (
  <div class="note">
    <p class="note__tag">
      <Icon name="lock" /> Nội bộ, người gửi không thấy
    </p>
    {children}
  </div>
);
