import type { Log } from '../../src/log.ts';

export type Line = {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  facts: Record<string, unknown>;
};

/** A log whose lines can be looked at. */
export function createRecordedLog(): Log & { lines: Line[]; alarms(): unknown[] } {
  const lines: Line[] = [];
  const write =
    (level: Line['level']) =>
    (message: string, facts: Record<string, unknown> = {}) => {
      lines.push({ level, message, facts });
    };
  return {
    lines,
    alarms: () =>
      lines.flatMap(({ level, facts }) => (level === 'error' && facts.alarm ? [facts.alarm] : [])),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}
