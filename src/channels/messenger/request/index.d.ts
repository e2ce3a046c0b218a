/** One call as messenger-node describes it. */
export type RequestOptions = {
  uri: string;
  method: string;
  qs: Record<string, unknown>;
  json?: unknown;
};

/** Resolves to the answer's body, an object even when there was none; never rejects. */
export type Carry = (options: RequestOptions) => Promise<object>;

/** Runs `work`; the calls that it makes through `request` are given to `carry`. */
export function carriedBy<T>(carry: Carry, work: () => T): T;
