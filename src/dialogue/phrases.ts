import type { Phrase } from './commands.ts';
import { enterComplaint } from './complaint/complaint.ts';
import {
  isAboutConsent,
  isConsent,
  recordConsent,
  showConsents,
  withdrawCase,
  withdrawCases,
} from './consents.ts';
import { says } from './drafts.ts';
import { erase, eraseNow } from './erase.ts';
import { myCases } from './my-cases.ts';
import { enterHardship } from './programmes/hardship.ts';
import { tellMe } from './programmes/show.ts';
import { sayPrivacy, stop } from './respond.ts';
import { report } from './rumour.ts';
import type { Said, Scene } from './scene.ts';
import { showMore } from './show-more.ts';
import { talk } from './talk.ts';
import { withdrawSome } from './withdraw.ts';

/** What can always be typed, outside a flow. `chosen`: from the menu of the last answer, so it is about that topic. */
export function runPhrase(scene: Scene, phrase: Phrase, chosen: boolean): Said {
  switch (phrase) {
    case 'my-cases':
    case 'mine':
      return myCases(scene, 'command');
    case 'talk':
      return talk(scene);
    case 'complain':
      return enterComplaint(scene, { told: false, topic: chosen ? scene.standing.topic : null });
    case 'privacy':
      return sayPrivacy(scene);
    case 'consents':
      return showConsents(scene);
    case 'withdraw-case':
      return withdrawCase(scene);
    case 'withdraw-cases':
      return withdrawCases(scene);
    case 'stop':
      return stop(scene);
    case 'resume':
      return { ...command(scene, 'resume'), after: { stopped: false } };
    case 'erase':
      return erase(scene);
    case 'erase-yes':
      return eraseNow(scene);
    case 'withdraw':
      return withdrawSome(scene);
    case 'more':
      return showMore(scene);
    case 'report':
      return report(scene);
    case 'hardship':
      return enterHardship(scene);
    case 'tell-me':
      return tellMe(scene);
    case 'menu':
    case 'menu-wages':
    case 'menu-leaving':
    case 'menu-days-off':
      return command(scene, phrase.replace('menu-', 'menu.'));
    default:
      return isConsent(phrase) ? recordConsent(scene, phrase) : command(scene, NOTHING_TO_DO[phrase]);
  }
}

/** Said outside the flow or menu they belong to. */
const NOTHING_TO_DO = {
  back: 'nothing-to-go-back',
  skip: 'nothing-to-go-back',
  cancel: 'nothing-to-cancel',
  nothing: 'nothing-done',
  'drop-kept': 'officer.dropped',
  'correct-what': 'nothing-to-go-back',
  'correct-where': 'nothing-to-go-back',
  'correct-when': 'nothing-to-go-back',
  'correct-criteria': 'nothing-to-go-back',
  'correct-identity': 'nothing-to-go-back',
  'correct-nothing': 'nothing-done',
} as const;

const command = (scene: Scene, id: string): Said => ({
  outcome: 'command',
  as: { intent: '', topic: scene.standing.topic ?? '' },
  replies: [says(scene, id)],
});

/** Phrases that a step of a flow takes itself. */
const OF_FLOWS: ReadonlySet<Phrase> = new Set([
  'back',
  'skip',
  'cancel',
  'complain',
  'correct-what',
  'correct-where',
  'correct-when',
  'correct-criteria',
  'correct-identity',
  'correct-nothing',
]);
/** Phrases that are answered without leaving the flow. */
const BESIDE_FLOWS: ReadonlySet<Phrase> = new Set([
  'my-cases',
  'mine',
  'privacy',
  'more',
  'resume',
  'tell-me',
]);
/** What stays answered while an officer speaks with the person. */
const BESIDE_OFFICER: ReadonlySet<Phrase> = new Set([
  'my-cases',
  'stop',
  'withdraw',
  'erase',
  'erase-yes',
  'privacy',
  'withdraw-case',
  'withdraw-cases',
]);

export const isOfFlows = (phrase: Phrase): boolean => OF_FLOWS.has(phrase);
export const isBesideFlows = (phrase: Phrase): boolean => BESIDE_FLOWS.has(phrase) || isAboutConsent(phrase);
export const isBesideOfficer = (phrase: Phrase): boolean =>
  BESIDE_OFFICER.has(phrase) || isAboutConsent(phrase);
