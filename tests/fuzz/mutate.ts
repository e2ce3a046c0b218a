import fc from 'fast-check';

export type Json = Record<string, unknown>;

/** An event that was changed, how it is written, and what became of those bytes on the way. */
export type Mutated = { changed: Json; intact: Buffer; body: Buffer };

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '__proto__',
    [],
    {},
    [[]],
    { id: null },
    'x'.repeat(5000),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((big) => ({ bare: String(big) })),
);

/** A path into the event, by numbers that are taken modulo what is there. */
const structural = fc.record({
  steps: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
  how: fc.constantFrom('replace', 'remove', 'rename', 'wrap', 'repeat'),
  value: nasty,
});
type Change = { steps: number[]; how: string; value: unknown };

const bytes = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('flip', 'cut', 'insert', 'double'),
  byte: fc.integer({ min: 0, max: 255 }),
});
type Damage = { at: number; how: string; byte: number };
// Seldom: a damaged byte mostly makes a body that is no JSON, which says little.
const damages: fc.Arbitrary<Damage[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Damage[]>([]) },
  { weight: 1, arbitrary: fc.array(bytes, { maxLength: 2 }) },
);

/** Real events with up to three of their parts changed and up to two of their bytes damaged. */
export const mutated = (seeds: readonly Json[]): fc.Arbitrary<Mutated> =>
  fc
    .record({
      seed: fc.constantFrom(...seeds),
      changes: fc.array(structural, { maxLength: 3 }),
      damage: damages,
    })
    .map(({ seed, changes, damage }) => {
      const changed = changes.reduce<Json>(change, structuredClone(seed));
      const intact = Buffer.from(write(changed));
      return { changed, intact, body: damage.reduce<Buffer>(harm, intact) };
    });

function change(event: Json, { steps, how, value: given }: Change): Json {
  // A later change may reach into it.
  const value = structuredClone(given);
  let at: Json = event;
  for (const [depth, step] of steps.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return event;
    const inner = at[key];
    if (depth < steps.length - 1 && typeof inner === 'object' && inner !== null) {
      at = inner as Json;
      continue;
    }
    if (how === 'remove') delete at[key];
    else if (how === 'rename') Object.assign(at, { [`${key}x`]: inner });
    else if (how === 'repeat') at[key] = [inner, value, structuredClone(inner)];
    else at[key] = how === 'wrap' ? [inner] : value;
    return event;
  }
  return event;
}

/** JSON in which `{ bare: "123" }` is the number 123 with every digit. */
const write = (event: Json): string => JSON.stringify(event).replaceAll(/\{"bare":"(-?\d+)"\}/g, '$1');

function harm(body: Buffer, { at, how, byte }: Damage): Buffer {
  const place = at % (body.length + 1);
  const [head, tail] = [body.subarray(0, place), body.subarray(place)];
  if (how === 'cut') return Buffer.from(head);
  if (how === 'double') return Buffer.concat([body, tail]);
  const rest = how === 'flip' ? tail.subarray(1) : tail;
  return Buffer.concat([head, Buffer.from([byte]), rest]);
}

/** What the bytes hold when that is an object. */
export function asObject(body: Buffer): Json | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}
