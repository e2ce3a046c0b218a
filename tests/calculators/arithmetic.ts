type Ratio = { up: bigint; down: bigint };

/** A sum written by hand ("6200000/26/8*200/100"), worked out exactly and rounded half up: a second way to the same number. */
export function worked(sum: string): number {
  const tokens = sum.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  let at = 0;
  const { up, down } = terms();
  if (at !== tokens.length) throw new Error(`cannot read ${sum}`);
  return Number((2n * up + down) / (2n * down));

  function terms(): Ratio {
    let left = factors();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = tokens[at++] === '+' ? 1n : -1n;
      const right = factors();
      left = { up: left.up * right.down + sign * right.up * left.down, down: left.down * right.down };
    }
    return left;
  }

  function factors(): Ratio {
    let left = single();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const isTimes = tokens[at++] === '*';
      const right = single();
      left = isTimes
        ? { up: left.up * right.up, down: left.down * right.down }
        : { up: left.up * right.down, down: left.down * right.up };
    }
    return left;
  }

  function single(): Ratio {
    const token = tokens[at++] ?? '';
    if (token !== '(')
      return { up: BigInt(token.replace('.', '')), down: 10n ** BigInt(token.split('.')[1]?.length ?? 0) };
    const inside = terms();
    at++;
    return inside;
  }
}
