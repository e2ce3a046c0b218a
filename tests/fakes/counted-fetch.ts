export type CountedFetch = {
  fetch: typeof fetch;
  /** For a fake world: running work is done only when no call is under way but those that hang. */
  settle(): Promise<void>;
};

/** The real network, countable, so that a fake clock never overtakes a call that is about to be answered. `hanging`: calls that never will be. */
export function createCountedFetch(hanging: () => number): CountedFetch {
  let underWay = 0;

  const counted: typeof fetch = async (input, init) => {
    underWay += 1;
    try {
      const response = await fetch(input, init);
      // Read here, so that a call is under way until its last byte; a body that breaks off breaks the call.
      const body = await response.arrayBuffer();
      return new Response(body, { status: response.status, headers: response.headers });
    } finally {
      underWay -= 1;
    }
  };

  const isBusy = () => underWay > hanging();

  async function settle(): Promise<void> {
    do {
      for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (isBusy()) await new Promise((resolve) => setTimeout(resolve, 2));
    } while (isBusy());
  }

  return { fetch: counted, settle };
}
