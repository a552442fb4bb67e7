/**
 * No package of the lock file is older than the version that mended a known fault in it. The registry's audit needs a network;
 * this needs none, and is added to whenever an advisory touches a package that the shop's tablets or server run.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../house/sources.ts'

/** Package, the first mended version of its major line, and the advisories. */
const MENDED: readonly (readonly [name: string, mended: string, advisories: string])[] = [
  [
    'fastify',
    '5.12.2',
    'CVE-2026-16732, CVE-2026-3635, CVE-2026-3419, CVE-2026-25223, CVE-2026-25224, CVE-2025-32442',
  ],
  ['@fastify/static', '10.1.3', 'CVE-2026-15074, CVE-2026-7120, GHSA-pr96-94w5-mx2h, GHSA-x428-ghpx-8j92'],
  ['find-my-way', '9.7.0', 'CVE-2026-47219'],
  ['fast-uri', '3.1.7', 'CVE-2026-84292, CVE-2026-84394, CVE-2026-76172, CVE-2026-16221, CVE-2026-13676'],
  ['fast-uri', '4.0.1', 'CVE-2026-13676'],
  ['kysely', '0.28.17', 'CVE-2026-44635, CVE-2026-33468, CVE-2026-32763'],
  ['brace-expansion', '5.0.8', 'CVE-2026-14257'],
  ['react', '19.2.8', 'CVE-2026-44907, in a part that is not used'],
  ['react-dom', '19.2.8', 'the same'],
]

const numbersOf = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10))

/** Whether a version is of the same major line as the mended one, and older. */
function isBelow(version: string, mended: string): boolean {
  const [one, other] = [numbersOf(version), numbersOf(mended)]
  if (one[0] !== other[0]) return false
  const at = one.findIndex((number, index) => number !== other[index])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

describe('known faults', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: { readonly [path: string]: { readonly version: string; readonly dev?: boolean } }
  }
  const found = Object.entries(lock.packages).flatMap(([path, { version, dev }]) =>
    dev === true ? [] : [{ name: path.split('node_modules/').at(-1) ?? '', version }],
  )

  test.each(MENDED)('%s is %s or later (%s)', (name, mended) => {
    const versions = found.filter((one) => one.name === name).map(({ version }) => version)
    expect(versions.length).toBeGreaterThan(0)
    // An older major line has its own advisories, and no row here.
    for (const version of versions)
      expect(numbersOf(version)[0]).toBeGreaterThanOrEqual(Math.min(...majorsOf(name)))
    expect(versions.filter((version) => isBelow(version, mended))).toEqual([])
  })

  test('versions are compared as numbers', () => {
    expect(isBelow('5.9.0', '5.12.2')).toBe(true)
    expect(isBelow('5.12.2', '5.12.2')).toBe(false)
    expect(isBelow('5.12.10', '5.12.2')).toBe(false)
    expect(isBelow('6.0.0', '5.12.2')).toBe(false)
  })
})

function majorsOf(name: string): readonly number[] {
  return MENDED.filter(([other]) => other === name).map(([, mended]) => numbersOf(mended)[0] ?? 0)
}
