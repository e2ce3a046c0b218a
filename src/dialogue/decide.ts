import type { Decide, Decision, Facts } from '../model/decision.ts';
import type { Standing } from '../model/exchange.ts';
import { askWhatIsOwed } from './done.ts';
import { finish } from './finish.ts';
import { linkTurn } from './link.ts';
import { officerTurn } from './officer.ts';
import { paced } from './pace.ts';
import { isActive, type Said, type Scene, sceneOf } from './scene.ts';
import { toldTurn } from './told.ts';
import { workerTurn } from './worker.ts';

/** How long after the last words from the account's own inbox the talk is the bot's again. */
const HUMAN_MS = 60 * 60_000;

/** What to say and do about one turn. Pure, and it answers whatever is said: danger first, then what can always be typed. */
export const decide: Decide = (standing, heard, facts, knowledge) => {
  const scene = sceneOf(ownerNow(standing, facts), heard, facts, knowledge);
  return scene ? finish(scene, turnOf(scene)) : nothing(standing);
};

function turnOf(scene: Scene): Said {
  const { told } = scene.last.received;
  if (told) return toldTurn(scene, told);
  return linkTurn(scene) ?? officerTurn(scene) ?? paced(scene, askWhatIsOwed(scene, workerTurn(scene)));
}

/** The bot speaks again an hour after a human in the account's inbox, and once the officer's case has ended. */
function ownerNow(standing: Standing, { now, ownCases }: Facts): Standing {
  if (standing.owner === 'bot') return standing;
  const since = standing.humanSince;
  if (since !== null && now.getTime() - Date.parse(since) < HUMAN_MS) return standing;
  const talk = ownCases.find((one) => one.code === standing.case && isActive(one));
  // Without a human's echo the officer speaks through the case; after one, only if somebody holds it.
  if (talk && (since === null || talk.holder !== null)) return { ...standing, humanSince: null };
  return { ...standing, owner: 'bot', humanSince: null, case: talk ? standing.case : null };
}

/** A turn of no message: nothing is said and nothing moves. */
const nothing = (standing: Standing): Decision => ({
  intent: '',
  topic: '',
  confidence: 0,
  outcome: 'silent',
  answer: '',
  answerVersion: '',
  citations: [],
  after: standing,
  effects: [],
  replies: [],
});
