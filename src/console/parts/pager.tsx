import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

type PagerProps = {
  newer: string | null;
  older: string | null;
  /** What this page shows. */
  says?: ComponentChildren;
};

/** Pages of a list by their place in it; null where there is none. */
export const Pager = ({ newer, older, says }: PagerProps) =>
  newer === null && older === null ? null : (
    <nav class="pager" aria-label="Các trang">
      {newer === null ? (
        <span />
      ) : (
        <a class="btn" href={newer}>
          <Icon name="newer" /> Mới hơn
        </a>
      )}
      {says && <span class="soft small">{says}</span>}
      {older === null ? (
        <span />
      ) : (
        <a class="btn" href={older}>
          Cũ hơn <Icon name="older" />
        </a>
      )}
    </nav>
  );
