/** Counts what Vitest and Playwright themselves report; a skipped or flaky test counts as failed. */
import { readFileSync } from 'node:fs'

/** A runner's JSON report, or null when it did not get that far. */
export function readResults(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** What Vitest's and Playwright's JSON reports say, added up. */
export function countResults(unit, playwright) {
  const skipped = (unit?.numPendingTests ?? 0) + (unit?.numTodoTests ?? 0) + (playwright?.stats.skipped ?? 0)
  const brokenFiles = (unit?.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  return {
    passed: (unit?.numPassedTests ?? 0) + (playwright?.stats.expected ?? 0),
    failed:
      (unit?.numFailedTests ?? 0) +
      brokenFiles +
      (playwright?.stats.unexpected ?? 0) +
      (playwright?.stats.flaky ?? 0) +
      skipped,
    skipped,
  }
}
