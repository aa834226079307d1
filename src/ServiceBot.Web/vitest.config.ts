import { defineConfig } from 'vitest/config';

export default defineConfig({
  server: { fs: { allow: ['..'] } },
  test: {
    environment: 'jsdom',
    setupFiles: ['test-setup.ts'],
    include: ['{desk,demo,scripts}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // A component of Fluent UI takes its time to draw on a machine that is busy with other tests.
    testTimeout: 30_000,
  },
});
