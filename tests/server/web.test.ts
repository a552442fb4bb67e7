import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../src/server/http/app.ts'
import { REACT_ARIA_STYLES } from '../../src/server/http/headers.ts'
import { loggerOptions } from '../../src/server/http/log.ts'
import type { ShopStorage } from '../../src/server/storage/port.ts'
import { errorAnswer } from '../../src/sync/wire.ts'
import { readPackageFile } from '../house/sources.ts'
import { storageIn } from './data-app.ts'

const NOW = Date.UTC(2026, 10, 23, 2, 0)
const clock = { now: () => NOW, mono: () => 0, rate: 1 }
const HTML = { accept: 'text/html,application/xhtml+xml' }
const lines: string[] = []
let webDir = ''
let app: FastifyInstance
let storage: ShopStorage

beforeAll(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'web-'))
  mkdirSync(join(webDir, 'assets'))
  const files = {
    'index.html': '<!doctype html><title>瓮管家</title>',
    'sw.js': 'self.a=1',
    'manifest.webmanifest': '{}',
    'version.json': '{"version":"1.2.3+abc"}',
    'assets/main-abc123.js': 'export const a = 1;'.repeat(200),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(webDir, name), text)
  const logger = loggerOptions('debug', clock, { write: (line) => lines.push(line) })
  storage = await storageIn(webDir)
  app = buildApp({ clock, version: '1.2.3+abc', storage, webDir, logger })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await storage.close()
  rmSync(webDir, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = HTML) => app.inject({ url, headers })

describe('the app’s files', () => {
  test.each(['/', '/index.html', '/sw.js', '/manifest.webmanifest', '/version.json'])(
    '%s is asked for again each time',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['cache-control']).toBe('no-cache')
      expect(answer.headers.etag).toBeTruthy()
    },
  )

  test('a file with a hash in its name is kept for ever, and comes compressed', async () => {
    const answer = await get('/assets/main-abc123.js', { 'accept-encoding': 'br' })
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.headers['content-type']).toContain('javascript')
  })

  test.each(['/visits', '/visits/0199?name=x', '/rooms/r1/turnover'])(
    'a page of the app (%s) is answered with index.html',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain('瓮管家')
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  test.each(['/assets/gone-1.js', '/assets/gone', '/gone.png', '/api/gone', '/api', '/.env', '/sw.js.map'])(
    'a missing file (%s) is a 404 and never index.html',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(404)
      expect(errorAnswer.parse(answer.json()).error).toBe('notFound')
    },
  )

  test('a page asked for by a script, or written to, is a 404', async () => {
    expect((await get('/visits', { accept: 'application/json' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'POST', url: '/visits', headers: HTML })).statusCode).toBe(404)
  })

  test.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json'])(
    'nothing outside the app’s folder is served (%s)',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.body).not.toContain('steamkeeper')
    },
  )
})

describe('what every answer says', () => {
  test('health tells the version and the time of the server’s clock', async () => {
    const answer = await get('/api/health')
    const well = { ok: true, version: '1.2.3+abc', time: NOW, store: 'well' }
    expect(answer.json()).toEqual(well)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('[SEC14] only our own files may run: no inline script or style, no other origin, no frame', async () => {
    const policy = String((await get('/')).headers['content-security-policy'])
    const hashes = REACT_ARIA_STYLES.map(
      (style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    )
    expect(policy.split(';').toSorted()).toEqual(
      [
        "default-src 'self'",
        // Compiling WebAssembly, for argon2id; neither eval nor a script in a page.
        "script-src 'self' 'wasm-unsafe-eval'",
        "script-src-attr 'none'",
        `style-src 'self' ${hashes.join(' ')}`,
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        ...["font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'"],
        ...["frame-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"],
        "form-action 'self'",
      ].toSorted(),
    )
  })

  test.each(['/', '/sw.js', '/visits', '/api/health', '/api/gone', '/assets/gone.js'])(
    '[SEC14] %s is for our own pages alone, says nothing to others, and asks the device for little',
    async (url) => {
      expect((await get(url)).headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'permissions-policy': expect.stringMatching(/camera=\(self\).*microphone=\(\), geolocation=\(\)/),
      })
    },
  )

  test('[SEC14] a browser argues no server into a script: the module is JavaScript, the page HTML', async () => {
    expect((await get('/assets/main-abc123.js')).headers['content-type']).toMatch(
      /^(text|application)\/javascript/,
    )
    expect((await get('/visits')).headers['content-type']).toMatch(/^text\/html/)
  })

  test('the two styles that are let through are those of the installed React Aria', () => {
    const press = readPackageFile('react-aria/dist/private/interactions/usePress.mjs')
    const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(press)?.[1]
    const [pressable, scroll] = REACT_ARIA_STYLES
    const written = pressable.replace(
      'data-react-aria-pressable',
      '$' + '{$d27d541f9569d26d$var$PRESSABLE_ATTRIBUTE}',
    )
    expect(attribute).toBe('data-react-aria-pressable')
    expect(press).toContain(written)
    expect(readPackageFile('react-aria/dist/private/overlays/usePreventScroll.mjs')).toContain(scroll)
  })

  test('a log line carries the route, never the address or a query', async () => {
    lines.length = 0
    await get('/api/health?guest=王小明')
    await get('/guests/0199a3e0?name=secret')
    const text = lines.join('')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'GET', route: '/api/health', status: 200 })
    expect(text).not.toMatch(/secret|0199a3e0|guest=|%E7|王|127\.0\.0\.1/)
  })
})
