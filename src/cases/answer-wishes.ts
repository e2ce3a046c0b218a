import { type TellDeps, tellPerson } from './tell-person.ts';

type WishDeps = TellDeps & {
  /** Names of the programmes that are known now. */
  published(): readonly string[];
};

const PAGE = 100;

/**
 * Gives a turn to everybody who asked to be told of a programme that is known now; how many that were. Killed half-way, or run by two
 * processes, it tells nobody twice: the turn's key is that of the wish, and the wish is answered only after the turn is stored.
 */
export async function answerWishes(deps: WishDeps): Promise<number> {
  let told = 0;
  for (const programme of deps.published()) told += await answerAll(deps, programme);
  return told;
}

async function answerAll(deps: WishDeps, programme: string): Promise<number> {
  const { wishes } = deps.store;
  let told = 0;
  let after: string | null = null;
  for (;;) {
    const page = await wishes.open(programme, after, PAGE);
    for (const { id, person } of page) {
      await tellPerson(deps, `wish:${id}`, person, { what: 'programme-known', programme });
      await wishes.answered(id, deps.world.now());
    }
    told += page.length;
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return told;
  }
}
