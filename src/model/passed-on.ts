/** What somebody wrote last, when it was long enough to be something passed on: "tin này đúng không" is about it. */
export type PassedOn = { text: string; folded: string };
