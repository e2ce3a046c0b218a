import type { Calendar } from './calendar.ts';
import type { Case, Holding, Identity } from './case.ts';
import type { ChannelName } from './channel.ts';
import type { Content } from './content.ts';
import type { Choice, Effect, HeldText, Outcome, Received, Standing } from './exchange.ts';
import type { Intent } from './intent.ts';
import type { LawShown } from './law.ts';
import type { Understanding } from './understanding.ts';
import type { Officer, UnitMatch } from './union.ts';

/** One message of the turn with what was understood of it. */
export type Heard = {
  key: string;
  at: Date;
  received: Received;
  understood: Understanding;
};

/** A unit the worker may mean, and where a case from there would go. */
export type Destination = {
  /** Code of the workplace's unit; null when it is not in the tree. */
  workplace: string | null;
  unit: string | null;
  /** How the unit is called, in the worker's words ("Công đoàn phường Tân An"). */
  unitName: string;
  level: Holding['level'];
  /** Officers to tell: code, and the person id a card goes to. Empty: nobody can be reached. */
  officers: { code: string; person: string }[];
  excluded: string[];
};

/** A case as the turn of this person may see it. */
export type KnownCase = Case & {
  unitName: string;
  workplaceName: string;
  /** Accounts of whoever has it now: the holder's, or while it is new those of the officers it was told to. */
  recipients: { code: string; person: string }[];
  /** Where it would go next: to the level above, and to another officer of the same unit. */
  above: Destination;
  others: Destination;
};

/** Everything `decide` may know beside the message: gathered before, so that deciding stays pure. */
export type Facts = {
  now: Date;
  calendar: Calendar;
  channel: ChannelName;
  person: string;
  /** The officer who writes, when this account belongs to one. */
  officer: Officer | null;
  /** The worker's own cases, newest first; resolved ones for as long as they may be reopened. */
  ownCases: KnownCase[];
  /** The officer's cases not yet resolved: held by them, or new and told to them. Oldest first. */
  officerCases: KnownCase[];
  /** Cases named in the message (`#CODE`), quoted, or told about by an effect. Only those this person may have. */
  named: KnownCase[];
  /** Codes that were written but do not exist or are not theirs. */
  refusedCodes: string[];
  /** The case that the quoted message was about. */
  quotedCase: string | null;
  /** Units that the words of this message may mean, best first, at most three. */
  matches: UnitMatch[];
  /** The article that these words are clearly about; null when there is none, or no law was imported. */
  law(question: string): LawShown | null;
  /** Where a case from this workplace (null: unknown) would go, given how the name is kept. */
  destination(workplace: string | null, identity: Identity): Destination;
  /** Officers on duty to be told of danger (province first); empty when nobody can be reached. */
  duty: Destination;
  /** The spokesman or staff of the province: press, privacy. */
  province: Destination;
  /** True when no unit has been imported yet. */
  treeIsEmpty: boolean;
  /** True when the platform would still take a free answer in two working days. */
  windowStaysOpen: boolean;
  /** True when another company's machine helps to understand ordinary questions: people are told so. */
  asksGoogle?: boolean;
  /** True when the platform takes what the bot says to this person now. */
  mayBeTold: boolean;
  /** Of the cases named here, those whose worker the bot cannot write to now. */
  outOfReach: readonly string[];
};

export type ReplyDraft = {
  text: string;
  choices: Choice[];
  by: 'bot' | 'officer';
  held: HeldText | null;
  once: boolean;
  keep: boolean;
  supersedes: boolean;
};

/** What one turn says and does. */
export type Decision = {
  intent: string;
  topic: string;
  confidence: number;
  outcome: Outcome;
  answer: string;
  answerVersion: string;
  citations: { law: string; article: string }[];
  after: Standing;
  effects: Effect[];
  replies: ReplyDraft[];
};

/** The data a decision rests on: what people say (intents) and what we say (content). */
export type Knowledge = {
  intents: ReadonlyMap<string, Intent>;
  content: Content;
};

/** Pure: the same input gives the same decision. */
export type Decide = (standing: Standing, heard: Heard[], facts: Facts, knowledge: Knowledge) => Decision;
