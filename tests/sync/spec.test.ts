/** SPEC.md and the tests' titles agree: every built rule is pinned by a test, no other rule is claimed. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const TESTS = fileURLToPath(new URL('..', import.meta.url))
const SPEC = fileURLToPath(new URL('../../src/sync/SPEC.md', import.meta.url))

const rules = readFileSync(SPEC, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const id = /^- \*\*([A-Z]+\d+)\*\* /.exec(line)?.[1]
    return id === undefined ? [] : [{ id, isBuilt: !line.includes('(not built yet)') }]
  })

const cited = new Set(
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.tsx?$|^contracts\/.*\.ts$/.test(path))
    .flatMap((path) => titlesOf(readFileSync(`${TESTS}/${path}`, 'utf8')))
    .flatMap((title) => [...title.matchAll(/\[([A-Z]+\d+)\]/g)].map((match) => match[1] ?? '')),
)

/** A title is the string right after an opening bracket: `test('…'`, or `])('…'` after the table of an `each`. */
function titlesOf(source: string): string[] {
  return [...source.matchAll(/\(\s*(['"`])((?:(?!\1).)*)\1/gs)].map((match) => match[2] ?? '')
}

const family = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`)

test('the list holds every rule once, family by family', () => {
  const expected = [
    ...family('CS', 7),
    ...family('HLC', 5),
    ...family('M', 7),
    ...family('C', 11),
    ...family('S', 11),
  ]
  expect(rules.map((rule) => rule.id)).toEqual(expected)
})

test('every rule that is built is cited by a test', () => {
  expect(rules.filter((rule) => rule.isBuilt && !cited.has(rule.id)).map((rule) => rule.id)).toEqual([])
})

test('no test claims a rule that is not built', () => {
  expect(rules.filter((rule) => !rule.isBuilt && cited.has(rule.id)).map((rule) => rule.id)).toEqual([])
})
