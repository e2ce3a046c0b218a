import type { App } from '../app.ts';

/** What a command talks to: data on stdout, everything else on stderr. */
export type Io = {
  stdout(line: string): void;
  stderr(line: string): void;
  stdin: AsyncIterable<string>;
  /** A person sits at both ends. */
  isTerminal: boolean;
  /** Folder that holds intents/ and content/. */
  root: string;
};

export type CommandParts = {
  io: Io;
  app: App;
  /** Resolves when the process is asked to stop. */
  stopped: Promise<void>;
  /** STORE_URL was given: a command that needs no store may use its data. */
  storeIsChosen: boolean;
};

export type Command = { name: string; does: string; load(): Promise<LoadedCommand> };

export type LoadedCommand = {
  usage: string;
  /** Exit code: 0, 1 for a failure that was explained, 2 for wrong usage. */
  run(args: string[], parts: CommandParts): Promise<number>;
};
