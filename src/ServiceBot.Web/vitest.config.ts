import { defineConfig } from 'vitest/config';

export default defineConfig({
  server: { fs: { allow: ['..'] } },
  test: {
    environment: 'jsdom',
    setupFiles: ['test-setup.ts'],
    include: ['{desk,demo,scripts}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
