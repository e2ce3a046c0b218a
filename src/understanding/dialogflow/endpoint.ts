/** Where the API of an agent is. */
export type Endpoint = {
  host: string;
  port: number;
  /** This machine: a test's, reached without encryption and without a key. */
  isLoopback: boolean;
  /** Region of the agent, when the host names one. */
  location: string | null;
};

const LOOPBACK = /^(?:http:\/\/)?(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::(\d{1,5}))?\/?$/i;
const GOOGLE = /^(?:https:\/\/)?((?:[a-z0-9-]+\.)*googleapis\.com)(?::443)?\/?$/i;
const REGIONAL = /^([a-z0-9-]+)-dialogflow\.googleapis\.com$/;
const TLS_PORT = 443;

/** Null for every host that is neither this machine nor Google's: what people write goes nowhere else. */
export function readEndpoint(text: string): Endpoint | null {
  const local = LOOPBACK.exec(text);
  if (local)
    return { host: local[1] ?? '', port: Number(local[2] ?? TLS_PORT), isLoopback: true, location: null };
  const host = GOOGLE.exec(text)?.[1]?.toLowerCase();
  if (host === undefined) return null;
  return { host, port: TLS_PORT, isLoopback: false, location: REGIONAL.exec(host)?.[1] ?? null };
}
