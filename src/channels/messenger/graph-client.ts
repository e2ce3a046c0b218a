import Client from 'messenger-node/lib/client/index.js';
import { type Carry, carriedBy } from 'request';
import type { World } from '../../world.ts';
import { type CallOutcome, call } from '../call.ts';

/** The host that messenger-node has written into its addresses. */
const WRITTEN_HOST = 'https://graph.facebook.com';

export type GraphClient = {
  /** One call in the page's name, 8 s at most. Never throws. */
  post(path: string, payload: object, signal: AbortSignal): Promise<CallOutcome>;
};

type GraphDeps = { graphUrl: string; version: string; world: World };

/**
 * messenger-node writes the request; we carry it. By itself the package looks at no status, knows no time-out and ends the process when
 * the network fails, so its `request` is our own (`./request`), which hands every call to the carrier given here.
 */
export function createGraphClient(pageToken: string, { graphUrl, version, world }: GraphDeps): GraphClient {
  const client = new Client({ page_token: pageToken, graph_api_version: version });
  return {
    async post(path, payload, signal) {
      let outcome: CallOutcome = { is: 'not sent', reason: 'the client made no call' };
      const carry: Carry = async ({ uri, method, qs, json }) => {
        const url = addressOf(uri, qs, graphUrl);
        const headers = { accept: 'application/json', 'content-type': 'application/json' };
        const body = JSON.stringify(json);
        outcome = await call(world, {
          method: method === 'GET' ? 'GET' : 'POST',
          url,
          headers,
          body,
          signal,
        });
        return bodyOf(outcome);
      };
      // What it resolves to or rejects with is the body; the outcome knows that and the status besides.
      await Promise.allSettled([carriedBy(carry, () => client.sendGraphRequest({ path, payload }))]);
      return outcome;
    },
  };
}

/** The page's token goes in the query, as every example of Meta's has it. */
function addressOf(written: string, query: Record<string, unknown>, graphUrl: string): string {
  const url = new URL(`${graphUrl.replace(/\/+$/, '')}${written.slice(WRITTEN_HOST.length)}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}

const bodyOf = (outcome: CallOutcome): object =>
  outcome.is === 'answered' && typeof outcome.json === 'object' && outcome.json !== null ? outcome.json : {};
