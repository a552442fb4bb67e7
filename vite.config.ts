/**
 * Builds the two programs and sets up the unit tests. `vite build` makes the tablet's app (dist/web), `vite build
 * --ssr` the server (dist/server); `--mode e2e` makes both once more with the test clock in them (dist/e2e-*).
 */
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { firstRouteBudget } from './tests/setup/build/first-route.ts'
import { appManifest } from './tests/setup/build/manifest.ts'
import { release } from './tests/setup/build/release.ts'
import { buildVersion } from './tests/setup/sources.mjs'

/** JavaScript that the first route may cost, gzipped: a cheap tablet on a shop's Wi-Fi opens it within a second or two. */
const FIRST_ROUTE_LIMIT = 180_000

/**
 * What the first route needs comes in one piece: in dozens of small ones each costs a request and is compressed by itself,
 * 14 kB in all. The entry stays apart, because it is what index.html names.
 */
const FIRST_ROUTE = {
  name: 'first',
  tags: ['$initial' as const],
  test: /\/src\/(?!main\.)|node_modules/,
  includeDependenciesRecursively: false,
}
/** What walks every corner of something takes its time, and runs with `npm test`; `npm run check` leaves it out. */
const LONG = process.env.QUICK === '1' ? ['**/*.long.test.*'] : []
/** How long a unit test with a real database may take before it counts as stuck. */
const PATIENCE_MS = 60_000

const pwa = () =>
  VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/client',
    filename: 'sw.ts',
    registerType: 'prompt',
    injectRegister: false,
    manifest: appManifest,
    injectManifest: {
      globPatterns: ['**/*.{js,css,html,svg,png,ico,woff2,webmanifest}'],
      globIgnores: ['screenshots/**'],
      maximumFileSizeToCacheInBytes: 4_000_000,
    },
  })

export default defineConfig(({ mode, command, isSsrBuild }) => {
  const isE2e = mode === 'e2e'
  const isTest = process.env.VITEST !== undefined
  const version = command === 'build' ? buildVersion() : '0.0.0+dev'
  const prefix = isE2e ? 'dist/e2e-' : 'dist/'
  return {
    plugins: isSsrBuild
      ? []
      : [react(), ...(isTest ? [] : [pwa(), release(version), firstRouteBudget(FIRST_ROUTE_LIMIT)])],
    define: { __BUILD__: JSON.stringify(version), __TEST_CLOCK__: JSON.stringify(isE2e) },
    build: isSsrBuild
      ? {
          rolldownOptions: { input: { main: 'src/server/main.ts', backup: 'src/server/backup/main.ts' } },
          outDir: `${prefix}server`,
          target: 'node20',
          copyPublicDir: false,
        }
      : {
          rolldownOptions: { output: { codeSplitting: { groups: [FIRST_ROUTE] } } },
          outDir: `${prefix}web`,
          modulePreload: { polyfill: false },
          reportCompressedSize: false,
        },
    css: { modules: { localsConvention: 'camelCase' } },
    test: {
      // Vitest leaves one core free, half the speed of a small machine; of three workers on its two, one waits for the page.
      maxWorkers: 3,
      // A worker loads the modules once, not once a file: half the time. Files leave nothing behind (tests/setup/ui.ts).
      isolate: false,
      projects: [
        {
          extends: true,
          test: {
            name: 'core',
            // Each commit waits for the disk, which a busy machine lets wait; no test asserts a time.
            testTimeout: PATIENCE_MS,
            hookTimeout: PATIENCE_MS,
            environment: 'node',
            include: ['tests/**/*.test.{ts,tsx}'],
            exclude: ['tests/ui/**', 'tests/e2e/**', ...LONG],
          },
        },
        {
          extends: true,
          test: {
            name: 'ui',
            environment: 'jsdom',
            // A page is built and thrown away all the time: with Node's 16 MB for what is young, an eighth goes to clearing up.
            execArgv: ['--max-semi-space-size=64'],
            include: ['tests/ui/**/*.test.{ts,tsx}'],
            exclude: LONG,
            setupFiles: ['tests/setup/ui.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  }
})
