/** What somebody may agree to, each by itself: silence is no consent, and each can be taken back. */
export const PURPOSES = ['case', 'advice', 'programmes', 'statistics', 'google'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The last word on a purpose: yes or no, when, and under which version of the words it was asked with. */
export type Consent = { given: boolean; version: string; at: string };

export type Consents = Partial<Record<Purpose, Consent>>;
