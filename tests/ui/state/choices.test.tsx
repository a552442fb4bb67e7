import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { setDeviceSetting } from '../../../src/db/device-settings.ts'
import { useApp } from '../../../src/ui/state/app.tsx'
import { firstLanguage, languageFor, readChoices } from '../../../src/ui/state/device-choices.ts'
import { isShown, overlaid, useOverlay } from '../../../src/ui/state/overlay.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { showTheme } from '../../../src/ui/state/theme.ts'
import { clockTime, dayAndTime, dayName, timeOfLate } from '../../../src/ui/state/times.ts'
import { useStrings } from '../../../src/ui/strings/strings.ts'
import { putAway, show, tablet } from './harness.tsx'

afterEach(putAway)

/** A button that is called as today is, and changes language and theme. */
function EnglishAndDark() {
  const { setLanguage, setTheme } = useApp()
  const { shell } = useStrings()
  const change = async () => {
    await setTheme('dark')
    await setLanguage('en')
  }
  return (
    <button type="button" onClick={change}>
      {shell.today}
    </button>
  )
}

test.each([
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['zh-TW'], 'zh-Hant'],
  [['zh-HK', 'en'], 'zh-Hant'],
  [['zh-Hant-TW'], 'zh-Hant'],
  [['fr', 'en-GB', 'zh'], 'en'],
  [['fr'], 'zh-CN'],
  [[], 'zh-CN'],
] as const)('a browser that wishes %j is spoken to in %s', (wishes, language) => {
  expect(languageFor(wishes)).toBe(language)
})

describe('what the tablet remembers', () => {
  test('is nothing at first: nobody works, the theme is the tablet’s', async () => {
    const { store } = await tablet()
    expect(await readChoices(store)).toMatchObject({ theme: 'system', last: null })
  })

  test('a setting that is no longer understood falls back', async () => {
    const { store } = await tablet()
    await setDeviceSetting(store, 'theme', 'sepia')
    await setDeviceSetting(store, 'language', 'tlh')
    await setDeviceSetting(store, 'who', 7)
    expect(await readChoices(store)).toMatchObject({ theme: 'system', last: null })
  })

  test('language and theme take effect at once and are there at the next start', async () => {
    const of = await tablet()
    await show(of, <EnglishAndDark />)
    await userEvent.click(screen.getByRole('button', { name: '今日' }))
    expect(await screen.findByRole('button', { name: 'Today' })).toBeTruthy()
    expect([document.documentElement.lang, document.documentElement.dataset.theme]).toEqual(['en', 'dark'])
    expect(await readChoices(of.store)).toMatchObject({ language: 'en', theme: 'dark' })
    expect(firstLanguage()).toBe('en')
    expect(useSession.getState().language).toBe('en')
  })
})

test('without a wish of the tablet the theme is light', () => {
  showTheme('system')()
  expect(document.documentElement.dataset.theme).toBe('light')
})

describe('what was tapped and is on its way to disk', () => {
  test('[C1] lies over the record as saving, is kept only with the commit’s clock, and falls away when the record shows it', () => {
    const { put, kept, drop, watch } = useOverlay.getState()
    const leave = watch('visits/v1')
    const token = put('visits/v1', { cups: 2 })
    const saving = overlaid({ cups: 1, room: 'r1' }, useOverlay.getState().entries)
    expect([saving.fields, [...saving.saving]]).toEqual([{ cups: 2, room: 'r1' }, ['cups']])
    kept(token, 'b', { cups: 2 })
    const [entry] = useOverlay.getState().entries
    expect(overlaid({}, useOverlay.getState().entries).saving.size).toBe(0)
    expect(
      entry && [isShown(entry, {}), isShown(entry, { cups: 'a' }), isShown(entry, { cups: 'b' })],
    ).toEqual([false, false, true])
    drop(token)
    expect(useOverlay.getState().entries).toEqual([])
    leave()
  })

  test('[C1] once kept it holds what was written, which another number may have been given', () => {
    const { put, kept, watch } = useOverlay.getState()
    const leave = watch('visits/v1')
    const token = put('visits/v1', { 'A6.3-drink#2': { value: 1 } })
    kept(token, 'b', { 'A6.3-drink#1': { value: 1 } })
    expect(useOverlay.getState().entries.map(({ fields }) => Object.keys(fields))).toEqual([['A6.3-drink#1']])
    leave()
    expect(useOverlay.getState().entries).toEqual([])
  })

  test('[C1] of a record that no screen shows, nothing is left behind', () => {
    const { put, kept } = useOverlay.getState()
    kept(put('visits/v2', { place: 'r1' }), 'b', { place: 'r1' })
    expect(useOverlay.getState().entries).toEqual([])
  })
})

describe('times are the shop’s, whatever the tablet’s zone', () => {
  const AT = Date.UTC(2026, 10, 23, 16, 5)

  test('midnight is 00:05, not 24:05', () => {
    expect(clockTime(AT, 'Asia/Shanghai')).toBe('00:05')
    expect(clockTime(AT, 'UTC')).toBe('16:05')
  })

  test('what may be of another day says the day', () => {
    expect(timeOfLate(AT, AT + 60_000, 'Asia/Shanghai', 'zh-CN')).toBe('00:05')
    expect(timeOfLate(AT - 600_000, AT, 'Asia/Shanghai', 'zh-CN')).toContain('23')
    expect(dayAndTime(AT, 'Asia/Shanghai', 'zh-CN')).toContain('24')
    expect(dayName('2026-11-23', 'zh-CN')).toBe('2026年11月23日')
    expect(dayName('soon', 'en')).toBe('soon')
  })
})
