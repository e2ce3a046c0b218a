/** One Official Account and the app it is linked to. The tokens are only to start with: afterwards the newest pair lives in the vault. */
export type ZaloAccount = {
  oaId: string;
  appId: string;
  /** The app's own secret (its Settings page): for OAuth. */
  appSecret: string;
  /** The "OA secret key" (the app's Webhook page): for signatures. Another value than the app's secret. */
  oaSecretKey: string;
  accessToken?: string | null;
  refreshToken?: string | null;
  codeVerifier?: string | null;
};
