/** The order of the tests: the longest first, by the seconds that the list of slow ones gives, lest one processor wait for them at the end. */
const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;
const { whySlow } = require('./testSpeeds.js');

const ROOT = path.resolve(__dirname, '..');

/** Seconds at the end of a reason; 0 for a fast test. */
const secondsOf = ({ path: file }) => {
  const why = whySlow(path.relative(ROOT, file).split(path.sep).join('/'));
  return Number(/(\d+) s$/.exec(why ?? '')?.[1] ?? 0);
};

class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => secondsOf(b) - secondsOf(a));
  }
}

module.exports = LongestFirst;
