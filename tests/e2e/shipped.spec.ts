import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))

function codeIn(folder: string): string {
  return readdirSync(join(DIST, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|html)$/.test(name))
    .map((name) => readFileSync(join(DIST, folder, name), 'utf8'))
    .join('\n')
}

test('the shipped build has no door to a test clock; the test build has', () => {
  expect(codeIn('web')).not.toMatch(/readTestClock|test-clock/)
  expect(codeIn('server')).not.toContain('TEST_CLOCK_FILE')
  expect(codeIn('e2e-web')).toContain('readTestClock')
  expect(codeIn('e2e-server')).toContain('TEST_CLOCK_FILE')
})

test('the shipped page has no inline script and no inline style, and speaks Chinese', () => {
  const html = readFileSync(join(DIST, 'web/index.html'), 'utf8')
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(html).not.toMatch(/<style|\bstyle=|\son\w+=/)
  expect(html).toContain('<html lang="zh-CN">')
  expect(html).not.toMatch(/user-scalable|maximum-scale/)
})
