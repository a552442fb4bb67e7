import { describe, expect, test } from 'vitest'
import { API_ERRORS, troubleOf } from '../../src/sync/errors.ts'

const CODES = Object.keys(API_ERRORS)

describe('a refusal', () => {
  test('[C3] has a trouble that the tablet can say, whichever code it carries', () => {
    for (const [code, status] of Object.entries(API_ERRORS)) {
      const trouble = troubleOf(status, code)
      expect(trouble).not.toBe('notOurServer')
      // The server's own faults are never laid at the tablet's door.
      expect(trouble === 'serverFault').toBe(status >= 500 || status === 429)
    }
  })

  test.each([
    ['otherShop', 'otherShop'],
    ['loopbackOnly', 'loopbackOnly'],
    ['version', 'version'],
    ['incomplete', 'unreachable'],
    ['unavailable', 'serverFault'],
    ['malformed', 'refused'],
  ] as const)('%s is shown as %s', (code, trouble) => {
    expect(troubleOf(API_ERRORS[code], code)).toBe(trouble)
  })

  test('without one of our codes it did not come from our server, unless it failed', () => {
    expect(troubleOf(404, null)).toBe('notOurServer')
    expect(troubleOf(403, 'Forbidden')).toBe('notOurServer')
    expect(troubleOf(409, 'toString')).toBe('notOurServer')
    expect(troubleOf(502, null)).toBe('serverFault')
  })

  test('every code has a status that says it is a refusal', () => {
    expect(CODES.length).toBeGreaterThan(10)
    for (const status of Object.values(API_ERRORS)) expect(status).toBeGreaterThanOrEqual(400)
  })
})
