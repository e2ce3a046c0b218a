import { asideTurn } from './aside.ts';
import { addAttachments } from './attachments.ts';
import { calculatorTurn } from './calculators/calculator.ts';
import { codedTurn } from './coded.ts';
import { codedOf, phraseOf } from './commands.ts';
import { dangerTurn } from './danger.ts';
import { runFlow } from './flow.ts';
import { andAskAgain, stepOf } from './flows.ts';
import { awaitingCase, join, quotedCase } from './join-case.ts';
import { chosenTurn, isSureQuestion, meantTurn, respondSure } from './meant.ts';
import { chosenOf } from './offered.ts';
import { officersTime } from './officers-time.ts';
import { isBesideFlows, isOfFlows, runPhrase } from './phrases.ts';
import { programmeTurn } from './programmes/programmes.ts';
import { rumourTurn, scamTurn } from './rumour.ts';
import { type Said, type Scene, saying } from './scene.ts';
import { wordlessTurn } from './wordless.ts';

/** Danger, then what can always be typed, then a number, the flow, the officer's time, and at last what was meant. */
export function workerTurn(scene: Scene): Said {
  if (scene.understood.dangerNow) return dangerTurn(scene);
  const chosen = chosenOf(scene.standing, scene.text);
  const here = chosen ? saying(scene, chosen.say) : scene;
  if (scene.standing.owner === 'officer') return officersTime(here, chosen !== null);
  return (
    typedTurn(here, chosen !== null) ??
    calculatorTurn(here) ??
    programmeTurn(here) ??
    flowTurn(here) ??
    (chosen ? chosenTurn(here) : null) ??
    scamTurn(here) ??
    caseTurn(here) ??
    wordlessTurn(here) ??
    rumourTurn(here) ??
    meantTurn(here)
  );
}

/** What can always be typed, and words that name a case. Null when it is neither, or belongs to the flow. */
function typedTurn(scene: Scene, chosen: boolean): Said | null {
  const coded = codedOf(scene.text);
  if (coded) return codedTurn(scene, coded);
  const phrase = phraseOf(scene.text);
  if (phrase === null) return null;
  const at = stepOf(scene);
  const isInFlow = at !== null;
  // To complain leads out of any other flow; in a complaint it asks the step again.
  const isLeft = phrase === 'complain' && at?.parts.words !== 'complaint';
  if (isInFlow && isOfFlows(phrase) && !isLeft) return null;
  const said = runPhrase(scene, phrase, chosen);
  if (isInFlow && isBesideFlows(phrase)) return andAskAgain(scene, said);
  return { ...said, after: { ...(isBesideFlows(phrase) ? {} : { place: null }), ...said.after } };
}

/** The step the person was asked; a sure question of another topic is answered first, then the step is asked again. */
function flowTurn(scene: Scene): Said | null {
  const at = stepOf(scene);
  if (!at) return null;
  const added = addAttachments(scene);
  if (scene.text === '') return added;
  const aside = asideTurn(scene, at.step);
  if (!aside) return runFlow(withAttachments(scene, added), at.parts, at.step);
  // An act with effects (a talk with a person) leads out of the flow.
  return aside.effects ? aside : andAskAgain(scene, aside);
}

/** Pictures that came with words are counted before the words are taken. */
function withAttachments(scene: Scene, added: Said | null): Scene {
  const slots = added?.after?.slots;
  return slots ? { ...scene, standing: { ...scene.standing, slots } } : scene;
}

/** Words that a case waits for: a quote of something about it, or what was asked when it was opened. */
function caseTurn(scene: Scene): Said | null {
  const quoted = quotedCase(scene);
  if (quoted) return join(scene, quoted);
  const one = awaitingCase(scene);
  if (!one) return null;
  const isOther = one.kind !== 'talk' && isSureQuestion(scene) && scene.understood.topic !== one.topic;
  if (!isOther) return join(scene, one);
  const said = respondSure(scene);
  return { ...said, after: { ...said.after, place: scene.standing.place } };
}
