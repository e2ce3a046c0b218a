/** Working time of the union's offices. Every day and hour is Asia/Ho_Chi_Minh; instants are UTC dates. */
export type Calendar = {
  isWorking(at: Date): boolean;
  /** Counts working minutes only; a start outside hours counts from the next opening. */
  addWorkingMinutes(from: Date, minutes: number): Date;
  /** The same time of day `days` working days later; a start outside hours counts from the next opening. */
  addWorkingDays(from: Date, days: number): Date;
  workingMinutesBetween(from: Date, to: Date): number;
  /** When a case of this urgency must be accepted, and, once the accept deadline is known, answered. */
  acceptDue(urgency: Urgency, from: Date): Date;
  answerDue(urgency: Urgency, from: Date): Date;
  /** For the next level after an escalation. */
  escalatedDue(urgency: Urgency, from: Date): Date;
  /** "14:00 thứ Tư 25/11"; the year only when it is another one than `now`'s. */
  moment(at: Date, now: Date): string;
  /** "09:12" on the same day, else as `moment`. */
  clock(at: Date, now: Date): string;
};
export type Urgency = 'emergency' | 'high' | 'normal';
