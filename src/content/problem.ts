/** Something wrong in a file of content/ or intents/: where, and what a person can do about it. */
export type Problem = { file: string; line: number; message: string };
