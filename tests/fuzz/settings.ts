/** 2,000 bodies a channel in CI; `npm run test:fuzz` takes 20,000. */
export const FUZZ_RUNS = Number(process.env.FUZZ_RUNS ?? 2000);

/** The same bodies every time, unless asked for others. */
export const FUZZ_SEED = Number(process.env.FUZZ_SEED ?? 20261124);

/** Says what it takes to see the same bodies again. */
export function sayFuzz(name: string): void {
  process.stderr.write(`fuzz ${name}: FUZZ_RUNS=${FUZZ_RUNS} FUZZ_SEED=${FUZZ_SEED}\n`);
}
