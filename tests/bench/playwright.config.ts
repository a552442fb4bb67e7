/** Benchmarks: real Chromium, one at a time. They print ratios of one run and assert no times, for machines are noisy. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: /\.bench\.ts$/,
  outputDir: '../../test-results/bench',
  workers: 1,
  timeout: 180_000,
  reporter: 'line',
})
