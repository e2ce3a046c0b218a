import type { StaffStore } from '../store/staff-store.ts';
import type { World } from '../world.ts';

/** What signing in leaves behind and nobody needs: windows of attempts that are over, links that open nothing any more. */
export async function forgetOldSignIns(
  { tries, links }: Pick<StaffStore, 'tries' | 'links'>,
  world: Pick<World, 'now'>,
): Promise<void> {
  const now = world.now();
  await tries.forgetBefore(now);
  await links.forgetBefore(now);
}
