import { availableParallelism } from 'node:os';

const swc = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        target: 'es2022',
      },
      module: { type: 'es6' },
    },
  ],
};
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/tests/${glob}`),
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: swc,
  testEnvironment: 'node',
  ...more,
});

/** unit: needs nothing else and is quick. Long: real processes, both stores, a browser. */
export default {
  // Tests wait for disks, threads and other processes a third of their time: more of them than cores.
  maxWorkers: availableParallelism() * 2,
  workerIdleMemoryLimit: '1500MB',
  globalSetup: '<rootDir>/tests/prepare.mjs',
  testSequencer: '<rootDir>/tests/longest-first.mjs',
  coverageProvider: 'v8',
  testTimeout: 120_000,
  projects: [
    project('unit', ['!(contracts|journeys|browser|kill|load|fuzz)/**/*.test.ts', '*.test.ts']),
    project('long', ['{contracts,journeys,browser,kill,fuzz}/**/*.test.ts']),
  ],
};
