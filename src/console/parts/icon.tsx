import { usePage } from '../page-context.ts';

/** Symbols of `public/icons.svg`. */
export type IconName =
  | 'back'
  | 'chart'
  | 'check'
  | 'clock'
  | 'close'
  | 'content'
  | 'download'
  | 'filter'
  | 'folder'
  | 'hand'
  | 'help'
  | 'hidden'
  | 'key'
  | 'law'
  | 'lock'
  | 'log'
  | 'more'
  | 'move'
  | 'newer'
  | 'note'
  | 'older'
  | 'out'
  | 'phone'
  | 'reply'
  | 'report'
  | 'retry'
  | 'review'
  | 'search'
  | 'send'
  | 'trouble'
  | 'undelivered'
  | 'union'
  | 'user'
  | 'users';

/** Always beside words. */
export const Icon = ({ name }: { name: IconName }) => <Use name={name} of="i" />;

export const Logo = () => <Use name="logo" of="logo" />;

export type SpanState = 'done' | 'wait' | 'fail';

/** The three piers, small: whole, with an open pier, or broken. Always beside words. */
export const Span = ({ state }: { state: SpanState }) => <Use name={`span-${state}`} of="span" />;

function Use({ name, of }: { name: string; of: string }) {
  const { urlOf } = usePage();
  return (
    <svg class={of} aria-hidden="true">
      <use href={`${urlOf('icons.svg')}#${name}`} />
    </svg>
  );
}
