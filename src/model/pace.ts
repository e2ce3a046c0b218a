/** How fast somebody writes: turns since the minute began, and what was said last to words that were not understood (its mark, and when). */
export type Pace = { since: string; turns: number; last: string; lastAt: string };
