const HO_CHI_MINH_MS = 7 * 3_600_000;

/** The calendar day in Vietnam, ISO: days of law compare as texts. */
export const dayOf = (date: Date): string =>
  new Date(date.getTime() + HO_CHI_MINH_MS).toISOString().slice(0, 10);

/** Noon in Vietnam, so that no rounding moves it to a neighbour. */
export const dateOf = (day: string): Date => new Date(`${day}T12:00:00+07:00`);

export const dayBefore = (day: string): string => dayOf(new Date(dateOf(day).getTime() - 86_400_000));
export const dayAfter = (day: string): string => dayOf(new Date(dateOf(day).getTime() + 86_400_000));

/** "24/11/2026", as people write a day. */
export const writtenDay = (day: string): string => day.split('-').reverse().join('/');

/** Whether a day lies in a span whose ends belong to it; an absent end is open. */
export const within = (day: string, span: { from: string; to?: string | undefined }): boolean =>
  span.from <= day && (span.to === undefined || day <= span.to);
