/** Jest: tests mirror src, in two speeds; a test that needs a browser-like page names its environment in its first line. */
const os = require('node:os');
const { SLOW } = require('./tools/testSpeeds.js');

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const folderOr = (at) => (at.endsWith('/') ? `${at}**/*.test.{ts,tsx}` : at);

const fastFiles = SLOW.flatMap(({ but = [] }) => but);
/** A pattern of the paths of all slow tests. */
const slowPaths = SLOW.map(({ at, but = [] }) => {
  const others = but.map((file) => `(?!${escaped(file.slice(at.length))}$)`).join('');
  return `<rootDir>/${escaped(at)}${at.endsWith('/') ? others : '$'}`;
});

const project = {
  roots: ['<rootDir>/tests'],
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j|mj)sx?$': '@swc/jest' },
  // Packages of ES modules only, which jest has to turn into CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(hucre|collapse-white-space|n-gram|trigram-utils|franc-min|unicode-regex|regexp-util|cjk-regex|kdbush|fflate|lodash-es|nanoid|rbush|quickselect|@exodus|parse5|entities|@asamuzakjp|@csstools|@bramus|css-tree|lru-cache|whatwg-url|tr46|data-urls|html-encoding-sniffer|decimal.js)/)',
  ],
};

module.exports = {
  projects: [
    {
      ...project,
      displayName: 'fast',
      testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', ...slowPaths],
    },
    {
      ...project,
      displayName: 'slow',
      testMatch: SLOW.map(({ at }) => `<rootDir>/${folderOr(at)}`),
      testPathIgnorePatterns: ['/node_modules/', ...fastFiles.map((file) => `<rootDir>/${escaped(file)}$`)],
    },
  ],
  // Milliseconds: a job in a workbook takes many times as long where others use the processors.
  testTimeout: 180000,
  // All cores of a small machine; each worker of a large one would hold its own workbook and browser.
  maxWorkers: Math.min(os.availableParallelism(), 4),
  workerIdleMemoryLimit: '2GB',
  testSequencer: '<rootDir>/tools/longestFirst.js',
  reporters: ['default', '<rootDir>/tools/closingLine.js'],
};
