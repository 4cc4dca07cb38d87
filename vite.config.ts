import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

/** What a mode of the tests runs. */
const included: Record<string, string> = {
  // `npm run test:slow`: the longer forms of tests
  slow: 'test/**/*.slow.ts',
  // `npm run test:prefect`: what needs the Prefect that it starts
  prefect: 'test/prefect/**/*.prefect.ts',
};

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
    rolldownOptions: {
      input: {
        index: 'client/index.html',
        embed: 'client/embed.html',
        'embed-example': 'client/embed-example.html',
        host: 'client/embed-host/embed.ts',
      },
      // what other products load has a name that stays, and exports
      output: { entryFileNames: ({ name }) => (name === 'host' ? 'embed.js' : 'assets/[name]-[hash].js') },
      preserveEntrySignatures: 'exports-only',
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:3001' } },
  test: {
    root: '.',
    environment: 'node',
    include: [included[mode] ?? 'test/**/*.test.ts'],
    pool: 'forks',
    // Prefect itself weighs on two cores
    maxWorkers: mode === 'prefect' ? 1 : 2,
    // nothing can run these a second time once their Prefect has ended
    retry: mode === 'prefect' && process.env.CI ? 1 : 0,
    // waits end when what they wait for is there: a loaded machine may take its time
    testTimeout: mode === 'prefect' ? 300_000 : 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    typecheck: { enabled: false },
  },
}));
