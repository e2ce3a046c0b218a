// The package has no types. Only what we use of it: its own helpers leave out `messaging_type`, `tag` and `metadata`.
declare module 'messenger-node/lib/client/index.js' {
  // biome-ignore lint/style/noDefaultExport: theirs is the whole module.
  export default class Client {
    constructor(options: { page_token: string; graph_api_version: string });
    /** Rejects with Graph's body when that holds an error. */
    sendGraphRequest(request: { path: string; payload: object }): Promise<unknown>;
  }
}
