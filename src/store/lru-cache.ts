/** Keeps the `size` entries used last. */
type LruCache<V> = { get(key: string): V | undefined; set(key: string, value: V): void; clear(): void };

/** A map keeps its keys in the order they were set: the first is the one not used for longest. */
export function createLruCache<V>(size: number): LruCache<V> {
  const entries = new Map<string, V>();
  const set = (key: string, value: V) => {
    entries.delete(key);
    entries.set(key, value);
    const [oldest] = entries.keys();
    if (entries.size > size && oldest !== undefined) entries.delete(oldest);
  };
  return {
    set,
    clear: () => entries.clear(),
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
  };
}
