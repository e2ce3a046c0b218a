import type { Programme, ProgrammeWish } from '../../model/programme.ts';
import { isTelling, type Said, type Scene } from '../scene.ts';
import { enterQualify } from './qualify.ts';
import { showProgramme, tellMe } from './show.ts';

/** A phrase of a programme, typed or chosen, wherever the person stands but in a flow that takes any words. */
export function programmeTurn(scene: Scene): Said | null {
  const { content, facts, text } = scene;
  if (isTelling(scene)) return null;
  const asked = content.programmeFor(text, facts.now);
  return asked && serve(scene, asked);
}

/** A question of this topic that asks whether one qualifies; null when it asks for the rule. */
export function askedToQualify(scene: Scene, topic: string): Said | null {
  const asked = scene.content.programmeAsked(topic, scene.understood.folded, scene.facts.now);
  return asked?.wish === 'qualify' ? serve(scene, asked) : null;
}

/** The programme of this topic that the question is about; null when none is of interest now. */
export function programmeOf(scene: Scene, topic: string): Said | null {
  const asked = scene.content.programmeAsked(topic, scene.understood.folded, scene.facts.now);
  return asked && serve(scene, asked);
}

function serve(scene: Scene, { programme, wish }: { programme: Programme; wish: ProgrammeWish }): Said {
  if (wish === 'qualify') return enterQualify(scene, programme);
  return wish === 'tell-me' ? tellMe(scene, programme) : showProgramme(scene, programme);
}
