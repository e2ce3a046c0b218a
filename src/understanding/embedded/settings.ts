/** How the model is trained. Chosen by cross-validation over our own phrases and on development questions. */
export type Settings = {
  epochs: number;
  step: number;
  decay: number;
  /** Features seen in fewer texts are left out. */
  fewest: number;
  /** 0: every phrase counts the same; 1: every intent does. */
  balance: number;
  /** Divides the scores before they become probabilities: above 1 is more modest. */
  temperature: number;
};

export const DEFAULTS: Settings = {
  epochs: 12,
  step: 0.3,
  decay: 1e-5,
  fewest: 2,
  balance: 0.5,
  temperature: 1,
};

/** A topic at or above is acted on; a text whose best is below `ask` is refused. */
export const THRESHOLDS = { sure: 0.6, ask: 0.2, unknown: 0.8 } as const;
