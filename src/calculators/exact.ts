/** An exact number: what is computed stays a fraction until the end. */
export type Exact = { up: bigint; down: bigint };

/** Figures have at most two decimals. */
const DECIMALS = 100;

export const exact = (value: number, down = 1): Exact => ({
  up: BigInt(Math.round(value * DECIMALS)),
  down: BigInt(Math.round(down * DECIMALS)),
});

export const times = (...factors: Exact[]): Exact =>
  factors.reduce((a, b) => ({ up: a.up * b.up, down: a.down * b.down }), exact(1));

export const percent = (value: number): Exact => exact(value, 100);

export const plus = (...terms: Exact[]): Exact =>
  terms.reduce((a, b) => ({ up: a.up * b.down + b.up * a.down, down: a.down * b.down }), exact(0));

export const isMore = (a: Exact, b: Exact): boolean => a.up * b.down > b.up * a.down;

/** Whole đồng, half and more up. The dossiers name no rule of rounding, so there is one place for it: once, at the very end. */
export const dong = (value: Exact): number => rounded(value, 1n);

/** Two decimals, for days of leave. */
export const hundredths = (value: Exact): number => rounded(value, 100n) / 100;

const rounded = ({ up, down }: Exact, scale: bigint): number =>
  Number((2n * up * scale + down) / (2n * down));
