/** What started an exchange that nobody typed: told to this person as their own turn. Facts, not words: the turn finds the words. */
export type Told =
  | {
      what: 'card';
      code: string;
      why: 'new' | 'escalated' | 'transferred' | 'reopened' | 'emergency';
    }
  | { what: 'worker-words'; code: string; text: string; key: string }
  | { what: 'officer-words'; code: string; text: string; asks: boolean }
  | { what: 'case-done'; code: string }
  | { what: 'case-withdrawn'; code: string }
  | { what: 'case-reopened'; code: string }
  /** An officer needs longer: until when. */
  | { what: 'case-extended'; code: string; due: string }
  | {
      what: 'case-moved';
      code: string;
      reason: 'overdue' | 'transferred' | 'excluded';
    }
  | {
      what: 'clock';
      code: string;
      clock: 'accept' | 'answer';
      mark: 50 | 80;
      due: string;
    }
  | { what: 'overdue'; code: string; clock: 'accept' | 'answer'; due: string }
  | { what: 'undelivered'; code: string; text: string }
  /** News of a programme that the person asked to be told of. */
  | { what: 'programme-known'; programme: string }
  | { what: 'human-echo'; text: string };
