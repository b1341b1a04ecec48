/** Jest: tests mirror src; a test that needs a browser-like page names its environment in its first line. */
module.exports = {
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j|mj)sx?$': '@swc/jest' },
  transformIgnorePatterns: ['/node_modules/(?!(hucre|fflate)/)'],
  testTimeout: 60000,
};
