/** Jest with everything: both speeds, and every test that is bounded otherwise at its full breadth (tests/breadth.ts). */
process.env.TESTS = 'all';

module.exports = require('./jest.config.js');
