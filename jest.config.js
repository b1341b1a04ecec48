const os = require('node:os');

/** Jest: tests mirror src; a test that needs a browser-like page names its environment in its first line. */
module.exports = {
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j|mj)sx?$': '@swc/jest' },
  // Packages of ES modules only, which jest has to turn into CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(hucre|collapse-white-space|n-gram|trigram-utils|franc-min|unicode-regex|regexp-util|cjk-regex|kdbush|fflate|lodash-es|nanoid|rbush|quickselect|@exodus|parse5|entities|@asamuzakjp|@csstools|@bramus|css-tree|lru-cache|whatwg-url|tr46|data-urls|html-encoding-sniffer|decimal.js)/)',
  ],
  testTimeout: 60000,
  // All cores of a small machine; each worker of a large one would hold its own workbook and browser.
  maxWorkers: Math.min(os.availableParallelism(), 4),
  workerIdleMemoryLimit: '2GB',
  reporters: ['default', '<rootDir>/tools/closingLine.js'],
};
