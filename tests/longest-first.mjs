import Sequencer from '@jest/test-sequencer';

// On a fresh clone jest begins with the largest files; those that take longest are small and would run alone at the end.
const LONG = [/\/kill\/kills-/, /\/kill\//, /\/journeys\/journeys\./, /\/browser\//, /\/contracts\//];
const rankOf = ({ path }) => {
  const rank = LONG.findIndex((pattern) => pattern.test(path));
  return rank < 0 ? LONG.length : rank;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rankOf(a) - rankOf(b));
  }
}
