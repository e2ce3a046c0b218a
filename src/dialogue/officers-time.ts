import { codedTurn } from './coded.ts';
import { codedOf, phraseOf } from './commands.ts';
import { aboutCase, addTo, relay } from './join-case.ts';
import { chosenTurn } from './meant.ts';
import { isBesideOfficer, runPhrase } from './phrases.ts';
import { isActive, ownCase, type Said, type Scene } from './scene.ts';

/** While an officer speaks with the person, their words go to the officer and the bot is silent, but for what stays answered. */
export function officersTime(scene: Scene, chosen: boolean): Said {
  const talk = ownCase(scene, scene.standing.case);
  const said = answered(scene, chosen);
  if (said) return alsoRelayed(scene, said);
  if (talk && isActive(talk)) return relay(scene, talk);
  // A human answers from the account's own inbox and reads it there.
  return { outcome: 'silent', as: { intent: '', topic: scene.standing.topic ?? '' }, replies: [] };
}

function answered(scene: Scene, chosen: boolean): Said | null {
  const coded = codedOf(scene.text);
  if (coded && ownCase(scene, coded.code)) return codedTurn(scene, coded);
  const phrase = phraseOf(scene.text);
  if (phrase && (chosen || isBesideOfficer(phrase))) return runPhrase(scene, phrase, chosen);
  return chosen ? chosenTurn(scene) : null;
}

/** "dung" without marks stops what we send, and may as well mean "đúng" to the officer. */
function alsoRelayed(scene: Scene, said: Said): Said {
  const talk = ownCase(scene, scene.standing.case);
  if (scene.text.toLowerCase() !== 'dung' || !talk || !isActive(talk)) return said;
  return { ...said, effects: addTo(scene, talk), as: aboutCase(talk) };
}
