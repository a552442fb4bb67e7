import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breachesOf } from './rules.ts'
import { filesBelow, ROOT } from './sources.ts'

const SOURCES = filesBelow('src', /\.tsx?$/)
const TESTS = filesBelow('tests', /\.(test|spec)\.tsx?$/)

const TOP_LEVEL = [
  'src',
  'public',
  'tests',
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'biome.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
]

describe('the house', () => {
  test('imports go downwards only, the heart is pure, words stand in strings', () => {
    expect(SOURCES.length).toBeGreaterThan(20)
    expect(SOURCES.flatMap(breachesOf)).toEqual([])
  })

  test('has nothing at its top but what the plan lists', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, ''))
    const found = readdirSync(ROOT).filter((name) => !name.startsWith('.') && !ignored.includes(name))
    expect(found.filter((name) => !TOP_LEVEL.includes(name) && !name.endsWith('.log'))).toEqual([])
  })

  test('has at most ten leaf helpers in base', () => {
    expect(filesBelow('src/base', /\.tsx?$/).length).toBeLessThanOrEqual(10)
  })

  test('every source file begins by saying what it is; files of words speak for themselves', () => {
    const spoken = SOURCES.filter(({ path }) => !path.startsWith('src/ui/strings/'))
    const silent = spoken.filter(
      ({ text }) => !text.startsWith('/**') && !/^\/\*\*/m.test(text.slice(0, 400)),
    )
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  test('no test is skipped, left for later, or runs alone', () => {
    const evasive = /\b(?:test|it|describe)\s*\.\s*(?:skip|only|todo|fixme|fails)\b/
    expect(TESTS.filter(({ text }) => evasive.test(text)).map(({ path }) => path)).toEqual([])
  })

  test('nothing is left unfinished in the sources', () => {
    const unfinished = new RegExp(`\\b(${['TO', 'DO|FIX', 'ME|X', 'XX'].join('')})\\b|Contract only`)
    expect(SOURCES.filter(({ text }) => unfinished.test(text)).map(({ path }) => path)).toEqual([])
  })
})

describe('the guard itself can fail', () => {
  test.each([
    ['src/sync/a.ts', "import { b } from '../domain/b.ts'", 'sync must not import domain'],
    ['src/sync/a.ts', "import type { B } from '../domain/b.ts'", 'sync must not import domain'],
    ['src/domain/a.ts', "import { merge } from '../sync/merge.ts'", 'types of sync only'],
    ['src/domain/visit/a.ts', "import { type R, merge } from '../../sync/merge.ts'", 'types of sync only'],
    ['src/db/a.ts', "import { ids } from '../domain/ids.ts'", 'types of domain only'],
    ['src/base/a.ts', "import type { R } from '../sync/record.ts'", 'base must not import sync'],
    ['src/ui/a.ts', "import { merge } from '../sync/merge.ts'", 'ui must not import sync'],
    ['src/ui/a.ts', "const m = await import('../sync/merge.ts')", 'ui must not import sync'],
    ['src/ui/a.ts', "type M = import('../server/main.ts').M", 'ui must not import server'],
    ['src/ui/a.ts', "export { M } from '../server/main.ts'", 'ui must not import server'],
    ['src/db/a.ts', "import { open } from '../device/open.ts'", 'db must not import device'],
    ['src/main.tsx', "import { app } from './server/http/app.ts'", 'main must not import server'],
    ['src/ui/a.ts', 'const m = await import(name)', 'computed name'],
    ['src/ui/a.ts', "import { a } from '../../tests/a.ts'", 'outside the layers'],
    ['src/ui/a.ts', "import { a } from './b'", 'without its ending'],
    ['src/ui/a.ts', "import Dexie from 'dexie'", 'Dexie only in db'],
    ['src/db/a.ts', "import { useLiveQuery } from 'dexie-react-hooks'", 'only in ui/state'],
    ['src/ui/visit/a.ts', "import { create } from 'zustand'", 'zustand only in ui/state'],
    ['src/ui/a.ts', "import { Workbox } from 'workbox-window'", 'workbox only in client'],
    ['src/client/a.ts', "import { readFileSync } from 'node:fs'", 'node:* only in server'],
    ['src/domain/a.ts', "import { useState } from 'react'", 'no package'],
    ['src/db/a.ts', 'await fetch("/api")', 'only client talks'],
    ['src/client/a.ts', 'const q = "SELECT a FROM b"', 'SQL outside server'],
    ['src/domain/a.ts', 'export const a = () => Date.now()', 'asks the time'],
    ['src/domain/a.ts', 'export const a = () => new Date()', 'asks the time'],
    ['src/ui/a.ts', 'export const a = () => new Date()', 'asks the time'],
    ['src/sync/a.ts', 'export const a = () => Math.random()', 'at random'],
    ['src/sync/a.ts', 'export const a = () => crypto.randomUUID()', 'uses crypto'],
    ['src/sync/a.ts', 'export const a = () => performance.now()', 'uses performance'],
    ['src/sync/a.ts', 'setTimeout(a, 1)', 'uses setTimeout'],
    ['src/domain/a.ts', 'export const a = () => localStorage.length', 'uses localStorage'],
    ['src/domain/a.ts', 'export async function a() {}', 'is async'],
    ['src/domain/a.ts', 'export type A = () => Promise<void>', 'uses Promise'],
    ['src/ui/A.tsx', 'export const A = () => <p>蒸瓮</p>', 'words in a component'],
    ['src/ui/A.tsx', 'export const A = () => <p title="蒸瓮" />', 'words in a component'],
    ['src/ui/A.tsx', 'export const a = `第 1 分钟`', 'words in a component'],
    ['src/ui/A.tsx', 'export default function A() {}', 'default export'],
    ['src/ui/a.ts', "export * from './b.ts'", 'no barrels'],
    ['src/ui/My_File.ts', 'export const a = 1', 'neither kebab-case'],
  ])('%s: %s', (path, text, sentence) => {
    expect(breachesOf({ path, text }).join('\n')).toContain(sentence)
  })

  test.each([
    ['src/domain/a.ts', "import type { R } from '../sync/record.ts'"],
    ['src/db/a.ts', "import Dexie from 'dexie'\nimport type { Id } from '../domain/ids.ts'"],
    [
      'src/ui/state/live.ts',
      "import { useLiveQuery } from 'dexie-react-hooks'\nimport { create } from 'zustand'",
    ],
    ['src/client/a.ts', "import { Workbox } from 'workbox-window'\nexport const a = () => fetch('/api')"],
    ['src/domain/a.ts', 'export const day = (at: number) => new Date(at).toISOString()'],
    ['src/domain/a.ts', 'export const a = (process: { crypto: number }) => process.crypto'],
    ['src/domain/a.ts', '/** Promise, Date.now() and 蒸瓮 in a comment. */\nexport const a = 1'],
    ['src/domain/a.ts', "export const a = { 'zh-CN': '蒸瓮', fetch: 1 }"],
    [
      'src/ui/A.tsx',
      "import css from './A.module.css'\n/* 蒸瓮 */\nexport const A = () => <p className={css.a} />",
    ],
    ['src/ui/strings/zh-cn/all.ts', "export const all = { a: '蒸瓮' }"],
    ['src/device/clock.ts', 'export const a = () => Date.now()'],
  ])('and lets pass what is right: %s %s', (path, text) => {
    expect(breachesOf({ path, text })).toEqual([])
  })
})
