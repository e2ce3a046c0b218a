import winston from 'winston';
import { maskNumbers } from './model/mask-numbers.ts';

export { maskNumbers };

/** One line per event, past tense, facts as fields. Never the text of a message. */
export type Log = {
  debug(message: string, facts?: Record<string, unknown>): void;
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
};

// Fields that may hold words, names or secrets are dropped whatever a caller thought.
const HIDDEN =
  /^(text|body|raw|name|phone|token|accessToken|refreshToken|secret|authorization|cookie|password|identity)$/i;
function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskNumbers(value).slice(0, 500);
  if (value instanceof Error)
    return {
      error: value.name,
      message: maskNumbers(value.message).slice(0, 500),
      stack: value.stack?.split('\n').slice(1, 4).join(' '),
    };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return depth > 2 ? '[…]' : value.slice(0, 20).map((item) => clean(item, depth + 1));
  if (value && typeof value === 'object')
    return depth > 2
      ? '[…]'
      : Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !HIDDEN.test(key))
            .map(([key, item]) => [key, clean(item, depth + 1)]),
        );
  return value;
}

/** JSON lines on stderr; stdout belongs to a command's data. */
export function createLog(level: string): Log {
  const logger = winston.createLogger({
    level,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [
      new winston.transports.Console({
        stderrLevels: ['error', 'warn', 'info', 'debug'],
      }),
    ],
  });
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, facts: Record<string, unknown> = {}) => {
      logger.log(at, message, clean(facts) as Record<string, unknown>);
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}

export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};
