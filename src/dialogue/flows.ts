import type { FlowStep } from '../model/flow.ts';
import { calculatorStep } from './calculators/calculator.ts';
import { complaintStep } from './complaint/complaint.ts';
import { askStep, type FlowParts } from './flow.ts';
import { hardshipStep } from './programmes/hardship.ts';
import { qualifyStep } from './programmes/qualify.ts';
import type { Said, Scene } from './scene.ts';

/** The step of a flow where the person stands, with what makes that flow run; null outside every flow. */
export const stepOf = (scene: Scene): { parts: FlowParts; step: FlowStep } | null =>
  complaintStep(scene) ?? hardshipStep(scene) ?? qualifyStep(scene) ?? calculatorStep(scene);

/** Says the question of the step once more, after something else was answered. */
export function andAskAgain(scene: Scene, said: Said): Said {
  const at = stepOf(scene);
  if (!at) return said;
  const { replies, after } = askStep(scene, at.parts, at.step, scene.standing.slots);
  // The answer's own menu would compete with the question's numbers.
  const answered = said.replies.map((reply) => ({ ...reply, choices: [] }));
  return { ...said, replies: [...answered, ...replies], after: { ...said.after, ...after } };
}
