import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isInstalled } from './install.mjs'
import { isNodeNewEnough } from './node-version.mjs'
import { countResults } from './results.mjs'
import { buildVersion, builtVersion, sourceHash } from './sources.mjs'

let root = ''
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test.each([
  ['v20.20.2', true],
  ['v20.20.3', true],
  ['v20.21.0', true],
  ['v24.0.0', true],
  ['v20.20.1', false],
  ['v20.9.9', false],
  ['v18.20.8', false],
])('Node %s is new enough for 20.20.2: %s', (version, isEnough) => {
  expect(isNodeNewEnough(version, '20.20.2')).toBe(isEnough)
})

describe('whether the packages fit the lock file', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-for-windows': { version: '2.0.0', optional: true },
    },
  }
  const installed = (packages: object) =>
    write('node_modules/.package-lock.json', JSON.stringify({ packages }))
  beforeEach(() => write('package-lock.json', JSON.stringify(lock)))

  test('a fresh clone has none', () => expect(isInstalled(root)).toBe(false))
  test('the same versions fit; an optional one of another platform may be missing', () => {
    installed({ 'node_modules/a': { version: '1.0.0' } })
    expect(isInstalled(root)).toBe(true)
  })
  test('another version does not fit, nor a missing one, nor another version of an optional one', () => {
    installed({ 'node_modules/a': { version: '1.0.1' } })
    expect(isInstalled(root)).toBe(false)
    installed({})
    expect(isInstalled(root)).toBe(false)
    installed({ ...lock.packages, 'node_modules/b-for-windows': { version: '1.0.0' } })
    expect(isInstalled(root)).toBe(false)
  })
})

describe('the hash of the sources', () => {
  beforeEach(() => {
    write('package.json', '{"version":"1.2.3"}')
    write('src/a.ts', 'const a = 1\n')
    write('public/icon.png', 'png')
  })

  test('stands in the version, and is the same for the same files', () => {
    const other = mkdtempSync(join(tmpdir(), 'setup-'))
    cpSync(root, other, { recursive: true })
    expect(buildVersion(root)).toBe(`1.2.3+${sourceHash(other)}`)
    rmSync(other, { recursive: true })
  })
  test('changes with a source, a new file, a picture; not with prose or line ends', () => {
    const before = sourceHash(root)
    write('src/README.md', 'prose')
    write('src/a.ts', 'const a = 1\r\n')
    expect(sourceHash(root)).toBe(before)
    write('src/a.ts', 'const a = 2\n')
    const changed = sourceHash(root)
    write('public/icon.png', 'png2')
    const repainted = sourceHash(root)
    write('src/b.ts', '')
    expect(new Set([before, changed, repainted, sourceHash(root)]).size).toBe(4)
  })
  test('is compared with what was built; no build is null', () => {
    expect(builtVersion(join(root, 'dist'))).toBeNull()
    write('dist/version.json', '{"version":"1.2.3+abc"}')
    expect(builtVersion(join(root, 'dist'))).toBe('1.2.3+abc')
  })
})

describe('the last line of npm test', () => {
  const unit = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
  const e2e = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } }

  test('adds up what both runners report', () => {
    expect(countResults(unit, e2e)).toEqual({ passed: 13, failed: 0, skipped: 0 })
    expect(countResults(unit, null)).toEqual({ passed: 10, failed: 0, skipped: 0 })
    expect(countResults(null, null)).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })
  test('counts as failed: failures, files that could not run, flaky and skipped tests', () => {
    const broken = { status: 'failed', assertionResults: [] }
    const bad = { ...unit, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [broken] }
    const badE2e = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } }
    expect(countResults(bad, badE2e)).toEqual({ passed: 13, failed: 7, skipped: 3 })
  })
})
