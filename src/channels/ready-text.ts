import { type Outgoing, SendError } from './channel.ts';
import { hasNumbers, withNumbers } from './numbered-text.ts';

/** What is sent is what the outbox prepared; a menu without its numbers gets them. Refuses what no platform takes. */
export function readyText({ text, choices }: Pick<Outgoing, 'text' | 'choices'>, max: number): string {
  const whole = (hasNumbers(text, choices) ? text : withNumbers(text, choices)).normalize('NFC');
  if (whole.trim() === '') throw new SendError('rejected', 'an empty text');
  if (whole.length > max) throw new SendError('rejected', `a text of more than ${max} characters`);
  return whole;
}
