import { dayOf, writtenDay } from '../content/day.ts';
import type { Consents, Purpose } from '../model/consent.ts';
import type { KnownCase } from '../model/decision.ts';
import type { Effect, Standing } from '../model/exchange.ts';
import type { Phrase } from './commands.ts';
import { bubble, lines, numbered, receipt, says, tell } from './drafts.ts';
import { isActive, type Said, type Scene } from './scene.ts';

const AS = { intent: 'privacy', topic: 'privacy' };

/** What each phrase says about which purpose. */
const MEANT = {
  'agree-advice': { purpose: 'advice', given: true },
  'withdraw-advice': { purpose: 'advice', given: false },
  'agree-programmes': { purpose: 'programmes', given: true },
  'withdraw-programmes': { purpose: 'programmes', given: false },
  'agree-statistics': { purpose: 'statistics', given: true },
  'withdraw-statistics': { purpose: 'statistics', given: false },
  'agree-google': { purpose: 'google', given: true },
  'withdraw-google': { purpose: 'google', given: false },
} as const;
type ConsentPhrase = keyof typeof MEANT;

export const isConsent = (phrase: Phrase): phrase is ConsentPhrase => Object.hasOwn(MEANT, phrase);

/** Phrases about consent that change nothing else, so that they are answered in the middle of anything. */
export const isAboutConsent = (phrase: Phrase): boolean => phrase === 'consents' || isConsent(phrase);

/** How each purpose is named in what people type. */
const TYPED: Record<Purpose, string> = {
  case: 'phản ánh',
  advice: 'nhật ký',
  programmes: 'chương trình',
  statistics: 'thống kê',
  google: 'google',
};

/** The person's consents with this one newly given or taken back, under the words of today. */
export function withConsent({ standing, content, facts }: Scene, purpose: Purpose, given: boolean): Consents {
  const version = content.say('consent.version');
  return { ...standing.consents, [purpose]: { given, version, at: facts.now.toISOString() } };
}

/** `rút đồng ý`: every purpose with its state, and the number that changes it. */
export function showConsents(scene: Scene): Said {
  const { content, standing, facts } = scene;
  const purposes: Purpose[] = ['case', 'advice', 'programmes', 'statistics'];
  if (facts.asksGoogle) purposes.push('google');
  const title = (purpose: Purpose) => content.say(`consents.${purpose}`);
  const rows = purposes.map((purpose) =>
    content.say('consents.line', { title: title(purpose), status: stateOf(scene, purpose) }),
  );
  const choices = purposes.flatMap((purpose) => {
    const isGiven = isOn(standing, purpose);
    // Each complaint asks for its own consent, so that there is nothing to agree to beforehand.
    if (purpose === 'case' && !isGiven) return [];
    const id = isGiven ? 'consents.withdraw' : 'consents.agree';
    const say = isGiven ? `rút đồng ý ${TYPED[purpose]}` : `đồng ý ${TYPED[purpose]}`;
    return [{ title: content.say(id, { title: title(purpose) }), say }];
  });
  return {
    outcome: 'command',
    as: AS,
    replies: [bubble(lines(content.say('consents'), ...rows), numbered(choices))],
  };
}

/** What was told at first contact is in use until it is taken back; the rest needs a yes. */
const isOn = ({ consents }: Standing, purpose: Purpose): boolean =>
  consents?.[purpose]?.given ?? purpose === 'google';

function stateOf({ content, standing }: Scene, purpose: Purpose): string {
  const consent = standing.consents?.[purpose];
  if (consent === undefined)
    return content.say(purpose === 'google' ? 'consents.google-on' : 'consents.none');
  return content.say(consent.given ? 'consents.given' : 'consents.withdrawn', {
    date: writtenDay(dayOf(new Date(consent.at))),
  });
}

/** One purpose is agreed to or taken back; it holds from this turn on. */
export function recordConsent(scene: Scene, phrase: ConsentPhrase): Said {
  const { purpose, given } = MEANT[phrase];
  const title = scene.content.say(`consents.${purpose}`);
  return {
    outcome: 'command',
    as: AS,
    replies: [says(scene, given ? 'consents.done.agree' : 'consents.done.withdraw', { title })],
    after: { consents: withConsent(scene, purpose, given) },
  };
}

/** `rút đồng ý phản ánh`: asked once more while officers work on something, because it ends their work. */
export function withdrawCase(scene: Scene): Said {
  const open = passedOn(scene);
  if (open.length > 0)
    return {
      outcome: 'command',
      as: AS,
      replies: [says(scene, 'consents.case.sure', { codes: codesOf(open) })],
    };
  const title = scene.content.say('consents.case');
  return {
    outcome: 'command',
    as: AS,
    replies: [says(scene, 'consents.done.withdraw-case', { title })],
    after: { consents: withConsent(scene, 'case', false) },
  };
}

/** Every case that was passed on is withdrawn with the consent. */
export function withdrawCases(scene: Scene): Said {
  const open = passedOn(scene);
  if (open.length === 0) return withdrawCase(scene);
  const effects: Effect[] = [];
  for (const { code, recipients } of open) {
    effects.push({ do: 'move-case', code, move: { as: 'withdraw' } });
    effects.push(...tell(recipients, { what: 'case-withdrawn', code }, effects.length));
  }
  const { standing } = scene;
  const endsTalk = open.some(({ code }) => code === standing.case) && standing.humanSince === null;
  return {
    outcome: 'command',
    as: AS,
    replies: [receipt(scene, 'consents.case.done', { codes: codesOf(open) })],
    effects,
    after: {
      consents: withConsent(scene, 'case', false),
      ...(endsTalk ? { owner: 'bot' as const, case: null } : {}),
    },
  };
}

/** Cases that rest on the person's consent; danger does not, and a request about their data is their right. */
const passedOn = ({ facts }: Scene): KnownCase[] =>
  facts.ownCases.filter((one) => isActive(one) && one.kind !== 'emergency' && one.kind !== 'privacy');

const codesOf = (cases: readonly KnownCase[]): string => cases.map(({ code }) => code).join(', ');
