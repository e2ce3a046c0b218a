declare module '@nlpjs/core' {
  export type Container = { use(plugin: unknown): void };
  export function containerBootstrap(): Promise<Container>;
}
declare module '@nlpjs/nlu' {
  export const NluNeural: unknown;
}
declare module '@nlpjs/nlp' {
  import type { Container } from '@nlpjs/core';

  export class Nlp {
    constructor(settings: {
      container: Container;
      languages: string[];
      autoSave: boolean;
      autoLoad: boolean;
      forceNER: boolean;
      nlu: { log: boolean };
    });
    settings: { threshold: number };
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(
      language: string,
      text: string,
    ): Promise<{
      intent: string;
      score: number;
      classifications: { intent: string; score: number }[];
    }>;
  }
}
