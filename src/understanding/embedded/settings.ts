/** How the model is trained. Chosen by cross-validation over our own phrases and on development questions. */
export type Settings = {
  epochs: number;
  step: number;
  decay: number;
  /** Features seen in fewer texts are left out. */
  fewest: number;
  /** Divides the scores before they become probabilities: above 1 is more modest. */
  temperature: number;
};

export const DEFAULTS: Settings = {
  epochs: 4,
  step: 1,
  decay: 3e-4,
  fewest: 1,
  temperature: 1,
};

/**
 * Shares of certainty, picked on development questions. What resembles an emergency by `danger` is one. At or above `sure` we act; a
 * question found in a part of the text must reach `part`, together with what the whole text gives its topic where that is `shared`
 * or more. Refused is what is most likely off topic, what is not sure and off topic with at least `offTopic` of the best one's share,
 * and what stays below `ask` while more than `strange` of its words are in no phrase.
 */
export const THRESHOLDS = {
  danger: 0.55,
  sure: 0.85,
  part: 0.95,
  shared: 0.05,
  ask: 0.2,
  offTopic: 0.3,
  strange: 0.4,
} as const;
