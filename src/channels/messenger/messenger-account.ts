/** One Facebook page and the app that its webhooks and its token belong to. */
export type MessengerAccount = {
  pageId: string;
  pageToken: string;
  /** Signs the webhooks of every page that is subscribed to the app. */
  appSecret: string;
  /** What we agreed on with Meta for the handshake. */
  verifyToken: string;
};
