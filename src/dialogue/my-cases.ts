import type { KnownCase } from '../model/decision.ts';
import { bubble, says } from './drafts.ts';
import { moment, unitName } from './open-case.ts';
import { isActive, type Said, type Scene } from './scene.ts';

const AS = { intent: 'my-case', topic: 'my-case' };
/** A case that ended is listed as long as it may be reopened; more than this many lines nobody reads. */
const MOST = 5;

/** A line for each case, the newest first. Typed as `hồ sơ của tôi` it is a command. */
export function myCases(scene: Scene, outcome: 'command' | 'flow'): Said {
  const { facts, content } = scene;
  const cases = facts.ownCases.slice(0, MOST);
  if (cases.length === 0) return { outcome, as: AS, replies: [says(scene, 'my-cases.none')] };
  const how = cases.some(isActive) ? [content.say('my-cases.how')] : [];
  const text = [...cases.map((one) => statusLine(scene, one)), ...how].join('\n');
  return { outcome, as: AS, replies: [{ ...bubble(text), keep: true }] };
}

function statusLine(scene: Scene, one: KnownCase): string {
  const { content, facts } = scene;
  const { code, status, clock } = one;
  const unit = unitName(scene, one);
  const due = clock ? moment(scene, clock.due) : '';
  const clockAt = (at: Date | undefined) => (at ? facts.calendar.clock(at, facts.now) : '');
  if (status === 'withdrawn') return content.say('my-cases.withdrawn', { code });
  if (status === 'resolved')
    return content.say('my-cases.resolved', { code, at: clockAt(lastOf(one, 'resolved')?.at) });
  if (status === 'waiting')
    return content.say('my-cases.waiting', { code, unit, at: clockAt(lastOf(one, 'asked')?.at) });
  if (status === 'new')
    return one.unreachable || due === ''
      ? content.say('my-cases.unreachable', { code })
      : content.say('my-cases.new', { code, unit, due });
  const words = lastOf(one, 'asked', 'answered');
  const said = words ? content.say(`my-cases.${words.what}`, { at: clockAt(words.at) }) : '';
  return due === ''
    ? content.say('my-cases.held-no-due', { code, unit, status: said })
    : content.say('my-cases.held', { code, unit, status: said, due });
}

const lastOf = (one: KnownCase, ...what: string[]) =>
  one.history.findLast((event) => what.includes(event.what));
