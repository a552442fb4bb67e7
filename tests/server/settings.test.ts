import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { serverClock } from '../../src/server/clock.ts'
import { openDataDir } from '../../src/server/data-dir.ts'
import { parseSettings } from '../../src/server/settings.ts'

describe('settings', () => {
  test('without any, the server is on this machine alone, at 8787, without TLS', () => {
    expect(parseSettings({})).toEqual({
      port: 8787,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: null,
      tls: null,
      proxies: [],
      logLevel: 'info',
    })
  })

  test('everything can be set', () => {
    const env = {
      PORT: '0',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/urn',
      DATABASE_URL: 'postgresql://shop:secret@db:5432/shop',
      TLS_CERT: 'a',
      TLS_KEY: 'b',
      BEHIND_PROXY: '10.0.0.5, fd00::/8',
      LOG_LEVEL: 'warn',
    }
    expect(parseSettings(env)).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataDir: '/srv/urn',
      databaseUrl: 'postgresql://shop:secret@db:5432/shop',
      tls: { cert: 'a', key: 'b' },
      proxies: ['10.0.0.5', 'fd00::/8'],
      logLevel: 'warn',
    })
  })

  test.each([
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ TLS_CERT: 'a' }, 'TLS_KEY'],
    [{ TLS_KEY: 'a' }, 'TLS_CERT'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ BEHIND_PROXY: 'yes' }, 'BEHIND_PROXY'],
    [{ BEHIND_PROXY: '10.0.0.5,' }, 'BEHIND_PROXY'],
    [{ BEHIND_PROXY: '10.0.0.0/33' }, 'BEHIND_PROXY'],
    [{ BEHIND_PROXY: '0.0.0.0/0' }, 'BEHIND_PROXY'],
    [{ BEHIND_PROXY: 'proxy.example' }, 'BEHIND_PROXY'],
    [{ DATABASE_URL: 'mysql://shop:secret@db/shop' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgresql://' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'shop:secret@db' }, 'DATABASE_URL'],
  ])('a wrong setting gets one sentence that names it: %o', (env, name) => {
    const answer = parseSettings(env)
    expect('problem' in answer && answer.problem).toContain(name)
    expect('problem' in answer && answer.problem).not.toContain('\n')
    expect('problem' in answer && answer.problem).not.toContain('secret')
  })
})

describe('[SEC12] without a certificate', () => {
  test.each(['0.0.0.0', '::', '192.168.1.10', 'shop.local', '127.evil.example', '1.127.0.0'])(
    'the server does not start on %s, and says in one sentence what is missing',
    (HOST) => {
      const answer = parseSettings({ HOST })
      expect('problem' in answer && answer.problem).toMatch(/^HOST .*TLS_CERT and TLS_KEY, or BEHIND_PROXY/)
    },
  )

  test.each(['127.0.0.1', '::1', 'localhost'])('it starts on %s, this machine', (HOST) => {
    expect(parseSettings({ HOST })).toMatchObject({ host: HOST, proxies: [] })
  })

  test('it listens elsewhere where it is told which proxy ends TLS before it', () => {
    const settings = parseSettings({ HOST: '0.0.0.0', BEHIND_PROXY: '172.17.0.1' })
    expect(settings).toMatchObject({ host: '0.0.0.0', tls: null, proxies: ['172.17.0.1'] })
  })

  test('1 is a proxy on this machine, 0 none', () => {
    expect(parseSettings({ BEHIND_PROXY: '1' })).toMatchObject({ proxies: ['127.0.0.1', '::1'] })
    expect(parseSettings({ BEHIND_PROXY: '0' })).toMatchObject({ proxies: [] })
    expect(parseSettings({ HOST: '0.0.0.0', BEHIND_PROXY: '0' })).toHaveProperty('problem')
  })
})

describe('the data folder', () => {
  test('is made, tried, and left as it was', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'data-'))
    const answer = await openDataDir(join(dir, 'a', 'b'))
    expect(answer).toEqual({ path: join(dir, 'a', 'b') })
    expect(readdirSync(join(dir, 'a', 'b'))).toEqual([])
    rmSync(dir, { recursive: true })
  })

  test('that cannot be written is said in a sentence with its path', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'data-'))
    writeFileSync(join(dir, 'file'), '')
    const answer = await openDataDir(join(dir, 'file', 'data'))
    expect('problem' in answer && answer.problem).toContain(join(dir, 'file', 'data'))
    rmSync(dir, { recursive: true })
  })
})

test('outside the test build the server keeps to real time, whatever TEST_CLOCK_FILE says', () => {
  const clock = serverClock({ TEST_CLOCK_FILE: '/nowhere/clock.json' })
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000)
  expect(clock.rate).toBe(1)
})
