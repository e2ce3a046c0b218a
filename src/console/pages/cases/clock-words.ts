import type { Calendar } from '../../../model/calendar.ts';
import type { Case } from '../../../model/case.ts';

/** A case's deadline as people say it. */
export type ClockWords = {
  title: string;
  /** When, and what is left until then; null while no clock runs. */
  due: Date | null;
  left: string;
  state: 'runs' | 'over' | 'stands';
  /** Per cent of the time that has gone by. */
  passed: number;
  /** What happens when it is over, or why none runs. */
  says: string;
};

const STANDS: Record<Case['status'], string> = {
  new: 'Chưa báo được cho cán bộ nào, nên chưa tính hạn nhận. Cần có người nhận ngay.',
  open: 'Đã trả lời. Hạn mới tính khi người gửi viết tiếp.',
  waiting: 'Đồng hồ dừng cho tới khi người gửi trả lời.',
  resolved: 'Hồ sơ đã xong. Trong 10 ngày, người gửi mở lại được.',
  withdrawn: 'Người gửi đã rút hồ sơ.',
};

export function clockWords(one: Case, now: Date, calendar: Calendar): ClockWords {
  const { clock, status } = one;
  if (!clock) return { title: 'Hạn', due: null, left: '', state: 'stands', passed: 0, says: STANDS[status] };
  const title = clock.kind === 'accept' ? 'Hạn nhận' : 'Hạn trả lời';
  const isTop = one.level === 'province';
  const says = isTop ? 'Quá hạn: giao cho cán bộ khác của tỉnh.' : 'Quá hạn: tự chuyển lên cấp trên.';
  if (clock.due <= now)
    return { title, due: clock.due, left: 'đã quá hạn', state: 'over', passed: 100, says };
  const minutes = (from: Date, to: Date): number =>
    one.urgency === 'emergency'
      ? (to.getTime() - from.getTime()) / 60_000
      : calendar.workingMinutesBetween(from, to);
  const all = minutes(clock.from, clock.due);
  const rest = minutes(now, clock.due);
  const passed = all <= 0 ? 0 : Math.min(100, Math.max(0, Math.round(100 * (1 - rest / all))));
  const unit = one.urgency === 'emergency' ? '' : ' làm việc';
  return { title, due: clock.due, left: `còn ${spanOf(rest)}${unit}`, state: 'runs', passed, says };
}

const spanOf = (minutes: number): string =>
  minutes < 60 ? `${Math.max(1, Math.round(minutes))} phút` : `${Math.floor(minutes / 60)} giờ`;
