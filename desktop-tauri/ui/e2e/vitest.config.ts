import { defineConfig } from 'vitest/config';

// In a real browser, against the built window with the fake core. `npm run e2e` builds it first.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/serve.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
