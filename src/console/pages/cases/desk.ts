import type { ChannelLimits } from '../../../channels/channel.ts';
import type { Calendar } from '../../../model/calendar.ts';
import type { ChannelName } from '../../../model/channel.ts';
import type { Content } from '../../../model/content.ts';
import type { Exchange } from '../../../model/exchange.ts';
import type { OfficersNow } from '../../../union/officers-now.ts';

/** What a case's pages need besides the store: the spine that carries words, the working hours, and how things are called. */
export type Desk = {
  officers(): Promise<OfficersNow>;
  /** Runs what an act has set in motion. */
  finish(exchange: Exchange): Promise<boolean>;
  limitsOf(channel: ChannelName): ChannelLimits;
  calendar: Calendar;
  content: Pick<Content, 'say' | 'topicTitle' | 'underReview' | 'criteria' | 'programme'>;
};
