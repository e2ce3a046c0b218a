/** What a command talks to: data on stdout, everything else on stderr. */
export type Io = {
  stdout(line: string): void;
  stderr(line: string): void;
  stdin: AsyncIterable<string>;
  /** Folder that holds intents/ and content/. */
  root: string;
};
