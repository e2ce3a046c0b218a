/** Fisher–Yates with a small generator of its own, so that a seed always gives the same order. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const out = [...list];
  let state = seed >>> 0 || 1;
  for (let last = out.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const pick = state % (last + 1);
    [out[last], out[pick]] = [out[pick] as T, out[last] as T];
  }
  return out;
}
