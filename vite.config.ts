import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  root: 'client',
  plugins: process.env.VITEST ? [] : [solid()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() and nesting are written as they are
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // every browser that is built for preloads modules by itself
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['client/index.html', 'client/embed.html'] },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3001' } },
  test: {
    root: '.',
    environment: 'node',
    // `npm run test:slow` runs the longer forms of tests
    include: [mode === 'slow' ? 'test/**/*.slow.ts' : 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    typecheck: { enabled: false },
  },
}));
