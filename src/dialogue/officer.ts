import { codedOf, numberedAnswerOf, phraseOf } from './commands.ts';
import { bubble } from './drafts.ts';
import { chosenOf } from './offered.ts';
import { dropKept, listMine, refuse } from './officer-lists.ts';
import { officerMove, question } from './officer-moves.ts';
import { quoteTurn } from './officer-quote.ts';
import { workTurn } from './officer-work.ts';
import { officerCase, ownCase, type Said, type Scene, saying } from './scene.ts';

/** An officer's turn; null when they speak as anybody else would. */
export function officerTurn(scene: Scene): Said | null {
  const { facts, understood, standing } = scene;
  if (!facts.officer) return null;
  // Words that name their case are meant for it, whatever they speak of: an officer in an emergency speaks of danger.
  const meant = quoteTurn(scene) ?? namedTurn(scene);
  if (meant || understood.dangerNow) return meant;
  const chosen = chosenOf(standing, scene.text);
  const here = chosen ? saying(scene, chosen.say) : scene;
  const asked = askingTurn(here) ?? listTurn(here);
  if (asked) return asked;
  // A number of a card is the officer's also when the case has gone to somebody else meanwhile.
  if (facts.officerCases.length === 0) return chosen ? namedTurn(here) : null;
  return workTurn(scene, chosen);
}

/** `nhận #CODE`, `#CODE text`, `trả lời N text`. A case of their own as a worker is not an officer's. */
function namedTurn(scene: Scene): Said | null {
  const coded = codedOf(scene.text);
  if (coded) {
    const one = officerCase(scene, coded.code);
    if (one) return officerMove(scene, one, coded);
    return ownCase(scene, coded.code) ? null : refuse(scene);
  }
  const answer = numberedAnswerOf(scene.text);
  const { mine } = scene.standing.slots;
  if (!answer || !Array.isArray(mine)) return null;
  const one = officerCase(scene, mine[answer.n - 1] ?? null);
  if (!one) return refuse(scene, 'officer.no-such-number');
  return officerMove(scene, one, { verb: null, text: answer.text });
}

/** After "hỏi" without a question: the next words are it. */
function askingTurn(scene: Scene): Said | null {
  const { standing, content, facts, text } = scene;
  const phrase = phraseOf(text);
  const isCommand = codedOf(text) !== null || (phrase !== null && phrase !== 'cancel');
  if (standing.place !== 'officer/ask' || isCommand) return null;
  const { asking } = standing.slots;
  const one = officerCase(scene, typeof asking === 'string' ? asking : null);
  const isOver = phrase === 'cancel' || !one;
  if (isOver)
    return {
      outcome: 'command',
      as: { intent: '', topic: '' },
      replies: [bubble(content.say(one ? 'officer.question-dropped' : 'officer.refused'))],
      after: { place: null },
    };
  if (text === '') return null;
  return question(scene, one, { code: facts.officer?.code ?? '' }, text);
}

function listTurn(scene: Scene): Said | null {
  const phrase = phraseOf(scene.text);
  if (phrase === 'mine') return listMine(scene);
  return phrase === 'drop-kept' ? dropKept(scene) : null;
}
