import { defineConfig } from 'vite';

/** Desk and demo page in one build: `desk/index.html`, `demo/index.html` and hashed files under `assets/`. */
export default defineConfig({
  base: '/',
  publicDir: false,
  build: {
    outDir: process.env['WEB_OUT'] ?? '../ServiceBot.Server/wwwroot',
    emptyOutDir: true,
    // The policy of both pages is `script-src 'self'`; Vite's helper for old browsers would be an inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: ['desk/index.html', 'demo/index.html'],
      onLog(level, log, handler) {
        // Fluent UI marks each of its files "use client", and Rolldown warns of each.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/demo/customers', '/demo/sign-in', '/v3', '/desk/hub'].map((path) => [
        path,
        { target: 'http://127.0.0.1:3978', ws: true },
      ]),
    ),
  },
});
