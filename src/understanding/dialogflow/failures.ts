import { AppError } from '../../errors.ts';

/**
 * Why a call failed, in terms one can act on. `timeout`, `unreachable`: soon again; `quota`: in a minute; `refused`: a human has to
 * mend key, role or project; `rejected`: this request alone.
 */
export const FAILURES = ['timeout', 'unreachable', 'quota', 'refused', 'rejected'] as const;
export type Failure = (typeof FAILURES)[number];

/** Status codes of gRPC. */
const OF_CODE: Record<number, Failure> = {
  3: 'rejected', // INVALID_ARGUMENT
  4: 'timeout', // DEADLINE_EXCEEDED
  5: 'refused', // NOT_FOUND: no such project or agent
  6: 'rejected', // ALREADY_EXISTS
  7: 'refused', // PERMISSION_DENIED
  8: 'quota', // RESOURCE_EXHAUSTED
  9: 'refused', // FAILED_PRECONDITION: the API is off, the agent was never trained
  11: 'rejected', // OUT_OF_RANGE
  12: 'refused', // UNIMPLEMENTED
  16: 'refused', // UNAUTHENTICATED
};

export function failureOf(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? Number(error.code) : Number.NaN;
  return OF_CODE[code] ?? 'unreachable';
}

const MEND: Record<Failure, string> = {
  timeout: 'did not answer in time',
  unreachable: 'cannot be reached',
  quota: 'quota is used up',
  refused: 'refuses us: look at the key, the roles of its account, the project and the region',
  rejected: 'did not take the request',
};

/** For operators: what happened, and what Google said about it. */
export const explain = (error: unknown): string => {
  const said = error instanceof Error ? error.message.split('\n')[0]?.slice(0, 200) : '';
  return `Dialogflow ${MEND[failureOf(error)]}${said ? ` (${said})` : ''}`;
};

/** The failed call as an error that a command may show. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError(failureOf(error) === 'quota' ? 'too_many' : 'upstream', explain(error), { cause: error });
