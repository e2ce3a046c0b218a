import type { AgentsClient, IntentsClient, SessionsClient } from '@google-cloud/dialogflow';
import type { Endpoint } from './endpoint.ts';
import { readKeyFile } from './key-file.ts';

export type Access = {
  project: string;
  endpoint: Endpoint;
  /** Null only for an agent on this machine. */
  keyFile: string | null;
};

/** The name of the agent, in its region. */
export const agentOf = ({ project, endpoint: { location } }: Access): string =>
  location === null ? `projects/${project}/agent` : `projects/${project}/locations/${location}/agent`;

/**
 * A client that can be used: one whose `initialize` failed ends the process at its first call, so it is never handed out. The
 * library is loaded here, by those who use it: it takes a third of a second and 50 MB.
 */
export async function openSessions(access: Access): Promise<SessionsClient> {
  // The key first: without one that can be used, nothing is loaded.
  const options = await optionsOf(access);
  const { SessionsClient } = await import('@google-cloud/dialogflow');
  const client = new SessionsClient(options);
  await client.initialize();
  return client;
}

/** The same for teaching an agent. */
export async function openTeaching(
  access: Access,
): Promise<{ intents: IntentsClient; agents: AgentsClient }> {
  const options = await optionsOf(access);
  const { IntentsClient, AgentsClient } = await import('@google-cloud/dialogflow');
  const intents = new IntentsClient(options);
  const agents = new AgentsClient(options);
  await Promise.all([intents.initialize(), agents.initialize()]);
  return { intents, agents };
}

async function optionsOf({ project, endpoint, keyFile }: Access) {
  const key = keyFile === null ? null : await readKeyFile(keyFile);
  const { host, port } = endpoint;
  const place = { apiEndpoint: host, port, projectId: project };
  if (!endpoint.isLoopback) return { ...place, credentials: key ?? NOBODY };
  const { grpc } = await import('google-gax');
  // No token leaves without encryption; credentials that are nobody's keep the library from asking the network for some.
  return { ...place, sslCreds: grpc.credentials.createInsecure(), credentials: NOBODY };
}

const NOBODY = { client_email: 'nobody@localhost', private_key: 'none' };
