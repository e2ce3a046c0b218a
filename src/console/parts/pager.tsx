import { Icon } from './icon.tsx';

/** Pages of a list by their place in it; null where there is none. */
export const Pager = ({ newer, older }: { newer: string | null; older: string | null }) =>
  newer === null && older === null ? null : (
    <nav class="pager" aria-label="Các trang">
      {newer === null ? (
        <span />
      ) : (
        <a class="btn" href={newer}>
          <Icon name="newer" /> Mới hơn
        </a>
      )}
      {older !== null && (
        <a class="btn" href={older}>
          Cũ hơn <Icon name="older" />
        </a>
      )}
    </nav>
  );
