import type { ChannelLimits } from '../../../channels/channel.ts';
import { windowOf } from '../../../channels/window.ts';
import type { ChannelName } from '../../../model/channel.ts';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { When } from '../../parts/when.tsx';
import { CHANNEL_WORDS } from './words.ts';

/** Until when the worker can be written to; null where that never ends. */
export type WindowHint = {
  channel: ChannelName;
  state: 'always' | 'free' | 'paid' | 'closed';
  freeUntil: Date | null;
  closesAt: Date | null;
};

export function windowHint(
  channel: ChannelName,
  limits: ChannelLimits,
  lastHeard: Date | null,
  now: Date,
): WindowHint {
  const windowMs = limits.windowMs === null ? null : (limits.humanWindowMs ?? limits.windowMs);
  const { open, free, closesAt } = windowOf({ ...limits, windowMs }, lastHeard, now);
  const freeUntil =
    limits.freeMs !== null && lastHeard ? new Date(lastHeard.getTime() + limits.freeMs) : null;
  // Where a human has more time than the bot, the time is longer, not dearer.
  const isFree = free || limits.humanWindowMs !== undefined;
  if (windowMs === null) return { channel, state: 'always', freeUntil, closesAt: null };
  if (!open) return { channel, state: 'closed', freeUntil, closesAt };
  return { channel, state: isFree ? 'free' : 'paid', freeUntil, closesAt };
}

export const WINDOW_ID = 'cua-so';

/** Said before sending: free until when, and what comes after. */
export function WindowSays({ hint: { channel, state, freeUntil, closesAt } }: { hint: WindowHint }) {
  const name = CHANNEL_WORDS[channel];
  const isLonger = state === 'free' && freeUntil !== null && closesAt !== null && freeUntil < closesAt;
  return (
    <p class="window" id={WINDOW_ID}>
      <Icon name="clock" />
      <span>
        {state === 'always' && <>Người gửi đọc trên {name}. Gửi lúc nào cũng được, miễn phí.</>}
        {isLonger && freeUntil && closesAt && channel === 'zalo-oa' && (
          <>
            <strong>Gửi miễn phí</strong> đến <When at={freeUntil} withDay />. Sau đó {name} tính phí, và từ{' '}
            <When at={closesAt} withDay /> không gửi được nữa.
          </>
        )}
        {state === 'free' && closesAt && !(isLonger && channel === 'zalo-oa') && (
          <>
            <strong>Gửi được, miễn phí,</strong> đến <When at={closesAt} withDay />. Sau đó {name} không nhận
            tin nữa cho tới khi người gửi nhắn lại.
          </>
        )}
        {state === 'paid' && closesAt && (
          <>
            <strong>Đã qua thời gian miễn phí.</strong> {name} có thể tính phí tin này. Từ{' '}
            <When at={closesAt} withDay /> không gửi được nữa.
          </>
        )}
      </span>
    </p>
  );
}

/** Nothing can be sent: what happened, what is not lost, what to do. */
export const WindowClosed = ({ hint: { channel, closesAt } }: { hint: WindowHint }) => (
  <Notice kind="fault" title={`${CHANNEL_WORDS[channel]} không cho gửi tin tới người này nữa.`}>
    {closesAt && (
      <>
        Hết hạn lúc <When at={closesAt} withDay />: đã lâu người gửi chưa nhắn.{' '}
      </>
    )}
    Hồ sơ không mất. Dùng cách liên hệ mà người gửi đã để lại, nếu có, rồi ghi lại bằng ghi chú nội bộ. Khi
    người gửi nhắn lại, ô trả lời mở ra ngay.
  </Notice>
);
