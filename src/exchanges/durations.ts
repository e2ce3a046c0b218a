const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Every duration of the turn protocol, in milliseconds, all measured by `World.now`. */
export const DURATIONS = {
  /** A burst is decided at the latest this long after its oldest text. */
  burstCap: 8 * SECOND,
  /** A send that is not answered by then is `unknown`. */
  sendTimeout: 8 * SECOND,
  lease: 20 * SECOND,
  leaseRenewal: 5 * SECOND,
  /** A call is made only while the lease is valid this much longer: more than the time-out plus clock skew. */
  callMargin: 10 * SECOND,
  /** A `sending` found again after this long is judged; a bot's text of unknown outcome goes out once more then. */
  judge: 60 * SECOND,
  sweep: 10 * SECOND,
  /** Between the tries of a reply that was throttled or could not be sent; the last one repeats. */
  sendRetries: [3 * SECOND, 10 * SECOND, 30 * SECOND, 5 * MINUTE],
  /** Between the tries of a turn that failed, or whose effects failed. */
  turnRetries: [1 * SECOND, 5 * SECOND, 15 * SECOND],
  /** While a channel waits for a human (bad credentials). */
  channelPause: 60 * SECOND,
  /** A reply that may not go out now, when the platform does not say until when. */
  notNow: 30 * MINUTE,
  /** An echo without a known message id is held this long for a reply of unsettled outcome. */
  echoHold: 130 * SECOND,
  /** An insert not answered by then goes to the spool. */
  slowStore: 150,
  /** Between two attempts to drain the spool. */
  drain: 1 * SECOND,
  /** A spool of another process untouched for this long is taken over. */
  orphanSpool: 30 * SECOND,
  stop: 10 * SECOND,
} as const;

/** Failures of a turn, or of finishing one, until it is parked. */
export const MAX_TRIES = 3;
/** Definite refusals of the re-send of an unknown reply until it stays unknown. */
export const MAX_RESENDS = 3;
/** From this attempt on a reply that is still being retried is shown as trouble. */
export const TROUBLE_FROM = 3;
