/** An intent as a Dialogflow agent has it. `action` says whose it is. */
export type RemoteIntent = { id: string; name: string; action: string; phrases: string[] };

/** An intent of ours as the agent shall have it; `id` is null for one that it does not have yet. */
export type WantedIntent = { id: string | null; name: string; action: string; phrases: string[] };

/** A Dialogflow agent that is taught: what `intents push` and `pull` need. Failures are `AppError`s that say what to do. */
export type Agent = {
  list(): Promise<RemoteIntent[]>;
  /**
   * Creates and changes; of an intent that is there only phrases and action are touched. Resolves to what came of each: `unsure` means
   * that an answer was lost, and only a look at the list tells.
   */
  put(intents: readonly WantedIntent[]): Promise<'done' | 'unsure'>;
  remove(intents: readonly RemoteIntent[]): Promise<'done' | 'unsure'>;
  /** Resolves when the agent has learned what it was given. */
  train(): Promise<void>;
};
