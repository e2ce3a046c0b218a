import { bubble, receipt, says } from './drafts.ts';
import { join } from './join-case.ts';
import { acceptDue, canBeReached, moment, openCase, unitName } from './open-case.ts';
import { activeCase, type Said, type Scene } from './scene.ts';

const SCAM =
  /\b(otp|ma xac nhan|so tai khoan|the cao|dat coc|nop phi|dong phi|chuyen khoan|chuyen tien|bam link|duong link|bam vao|cccd|can cuoc|mao danh|gia danh|lua dao)\b/;

/** "Nghe nói …": nothing is confirmed or denied without a source; what smells of a scam is called so. */
export const rumour = (scene: Scene): Said => ({
  outcome: 'answer',
  replies: [says(scene, SCAM.test(scene.understood.folded) ? 'scam' : 'rumour')],
  after: { slots: { rumour: scene.text } },
});

/** `báo việc này cho công đoàn`: the rumour that was just spoken of becomes a case at the province. */
export function report(scene: Scene): Said {
  const { facts, standing, content } = scene;
  const told = standing.slots.rumour;
  if (typeof told !== 'string' || told === '')
    return { outcome: 'command', replies: [bubble(content.say('report.empty'))] };
  const destination = facts.province;
  const id = canBeReached(destination) ? 'report.sent' : 'report.nobody';
  return {
    outcome: 'command',
    as: { intent: '', topic: 'rumour' },
    replies: [receipt(scene, id, { unit: unitName(scene, destination) })],
    effects: openCase(scene, {
      kind: 'rumour',
      topic: 'rumour',
      urgency: 'normal',
      text: told,
      destination,
      identity: 'hidden',
    }),
    after: { slots: {} },
  };
}

/** A journalist's question goes to the spokesman; who asks is added with their next words. */
export function press(scene: Scene): Said {
  const as = { intent: 'press-inquiry', topic: 'press-inquiry' };
  const { facts, text } = scene;
  const one = {
    kind: 'press',
    topic: 'press-inquiry',
    urgency: 'high',
    text,
    destination: facts.province,
    identity: 'named',
  } as const;
  const open = activeCase(scene, 'press');
  if (open) return { ...join(scene, open), outcome: 'officer', as };
  const id = canBeReached(one.destination) ? 'press.sent' : 'press.nobody';
  return {
    outcome: 'officer',
    as,
    replies: [receipt(scene, id, { due: moment(scene, acceptDue(scene, one)) })],
    effects: openCase(scene, one),
    after: { place: 'press/contact' },
  };
}
