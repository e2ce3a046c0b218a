import type { Understanding } from '../model/understanding.ts';

/** The port behind which the embedded model and Dialogflow are interchangeable. Never throws for any text. */
export type Understand = (text: string) => Promise<Understanding>;
