/** Runs are their own processes with their own stores, and wait for the disk half of their time. */
const AT_ONCE = 3;

/** The results of all items in their order, a few of them under way at any time. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of left) results[index] = await run(item);
    }),
  );
  return results;
}
