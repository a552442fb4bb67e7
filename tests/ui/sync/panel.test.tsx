import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRecord } from '../../../src/db/queries.ts'
import type { Trouble } from '../../../src/db/sync-state.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { shopFrom } from '../../../src/domain/shop/shop.ts'
import { Shell } from '../../../src/ui/shell/Shell.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { useSyncPanel } from '../../../src/ui/state/sync-panel.ts'
import { loadStrings } from '../../../src/ui/strings/strings.ts'
import { loadSyncStrings } from '../../../src/ui/strings/sync-strings.ts'
import { fromServer, inside, put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet } from '../state/harness.tsx'
import { acknowledge, HEAD, setSync } from './seed.ts'

const LONG = { timeout: 8_000 }
const MIN = 60_000
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: 'sample-staff-lin' as StaffId })
})
afterEach(() => {
  cleanup()
  putAway()
})

async function frame(language: 'zh-CN' | 'zh-Hant' | 'en' = 'zh-CN') {
  const record = await readRecord(of.store, { table: 'shop', id: 'shop' })
  if (!record) throw new Error('no shop')
  return show(of, <Shell shop={shopFrom(record)}>{null}</Shell>, '/', language)
}
const bar = (words: RegExp) => screen.findByRole('button', { name: words }, LONG)
async function panel() {
  useSyncPanel.getState().open()
  return within(await screen.findByRole('dialog', { name: '资料存在哪里' }, LONG))
}

describe('the bar', () => {
  test('[C9] says that all is at the server, and when that was last known', async () => {
    await acknowledge(of.store)
    await setSync(of.store)
    await frame()
    expect(await bar(/已全部同步.*最近 12:00/)).toBeTruthy()
  })

  test('[C9] says how much waits and since when, once it is longer than usual', async () => {
    await setSync(of.store)
    of.clock.at += 10 * MIN
    await frame()
    expect(await bar(/已存本机.*3 条未上传.*12:00 起/)).toBeTruthy()
  })

  test('[C9] offline is a quiet word beside what waits; it is no alarm', async () => {
    await setSync(of.store, { trouble: { code: 'unreachable', since: of.clock.now() } })
    await frame()
    expect(await bar(/已存本机.*离线.*3 条未上传/)).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('[S6] counts while the first records come down', async () => {
    await acknowledge(of.store)
    await setSync(of.store, { cursor: null, snapshot: { head: HEAD, next: 'k', done: 120, total: 500 } })
    await frame()
    expect(await bar(/正在取资料.*120 \/ 500/)).toBeTruthy()
    const bar120 = (await panel()).getByRole('progressbar', { name: '已取到的记录' })
    expect([bar120.ariaValueNow, bar120.ariaValueMax, bar120.ariaValueText]).toEqual([
      '120',
      '500',
      '120 / 500 条',
    ])
  })

  test('[C9] a change of the state is heard, and not each tick that is sent', async () => {
    await acknowledge(of.store)
    await setSync(of.store)
    await frame()
    await bar(/已全部同步/)
    const heard = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
    const before = heard()
    await put(of.store, { table: 'shop', id: 'shop', fields: { name: '南门店' } })
    await bar(/已存本机.*正在上传/)
    expect(heard()).toEqual(before)
    await setSync(of.store, { trouble: { code: 'unreachable', since: of.clock.now() } })
    await bar(/离线/)
    expect(heard()).not.toEqual(before)
  })
})

describe('the panel', () => {
  test('when all is well it is one reassuring sentence, with the times', async () => {
    await acknowledge(of.store)
    await setSync(of.store, { lastPullAt: of.clock.now() - 2 * MIN })
    await frame()
    const sheet = await panel()
    expect(sheet.getByText('都在门店的服务器上了，这台平板上也留着一份。')).toBeTruthy()
    expect(sheet.getByText('12:00')).toBeTruthy()
    expect(sheet.getByText('11:58')).toBeTruthy()
    expect(sheet.getAllByRole('region').map(({ ariaLabel }) => ariaLabel)).toEqual(['传到哪里了'])
  })

  test('[C10] asks for an exchange at a tap, and says that it has', async () => {
    await setSync(of.store)
    await frame()
    const sheet = await panel()
    await userEvent.click(sheet.getByRole('button', { name: '现在同步' }))
    expect(of.deeds).toContain('sync')
    // Whoever works by keyboard stays where they were.
    expect(document.activeElement).toBe(sheet.getByRole('button', { name: '正在同步…' }))
    of.clock.at += 1
    await setSync(of.store)
    expect(await sheet.findByRole('button', { name: '现在同步' }, LONG)).toBeTruthy()
  })

  const CODES: readonly Trouble[] = [
    'unreachable',
    'notOurServer',
    'serverFault',
    'otherShop',
    'halfMade',
    'loopbackOnly',
    'version',
    'refused',
    'store',
  ]
  test.each(CODES)(
    '[C3] the trouble %s is a sentence, says what to do, and loses nothing, in every language',
    async (code) => {
      await setSync(of.store, { trouble: { code, since: of.clock.now() } })
      for (const language of ['zh-CN', 'zh-Hant', 'en'] as const) {
        const { shell } = await loadStrings(language)
        const sync = await loadSyncStrings(language)
        const { unmount } = await frame(language)
        useSyncPanel.getState().open()
        const sheet = within(await screen.findByRole('dialog', { name: shell.saving.title }, LONG))
        expect(sheet.getByText(sync.state[code].title)).toBeTruthy()
        expect(sheet.getByText(sync.state[code].line)).toBeTruthy()
        expect(sheet.getByText(shell.saving.here)).toBeTruthy()
        unmount()
      }
      expect((await inside(of.store)).outbox).toHaveLength(3)
    },
  )

  test('[S2] what the server has not taken: what, by whom, when and why; unknown words get a general one', async () => {
    await acknowledge(of.store, 1)
    await put(of.store, { table: 'visits', id: 'v9', fields: { a: 1 } })
    const [held] = (await inside(of.store)).outbox
    if (!held) throw new Error('nothing waits')
    await of.store.database.outbox.update(held.uid, { intent: 'visit.off', actor: 'sample-staff-zhou' })
    await setSync(of.store, { held: { [held.uid]: 'strangeCode' } })
    await frame()
    expect(await bar(/其余已同步.*2 处要看/)).toBeTruthy()
    const list = within((await panel()).getByRole('region', { name: '服务器没有收下的' }))
    const lines = list.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(lines).toContainEqual(expect.stringMatching(/发布流程，开店的人，12:00.*没有生效.*内容太大/))
    expect(lines).toContainEqual(expect.stringMatching(/服务：关瓮，周敏，12:00.*没能送出去.*strangeCode/))
  })

  test('[CS4] what the server has noted is told, and what has mended itself is not', async () => {
    await acknowledge(of.store)
    await setSync(of.store)
    const note = (id: string, fields: Record<string, never> | object) =>
      fromServer(of.store, { table: 'attention', id, clocks: {}, fields: { ...fields } as never })
    const at = of.clock.now()
    await note('holes-9f31c07a', {
      kind: 'holes',
      inc: '9f31c07a',
      missing: [
        [3, 5],
        [9, 9],
      ],
      at,
    })
    await note('holes-00aa00aa', { kind: 'holes', inc: '00aa00aa', missing: [], at })
    await note('clone-77bb77bb', { kind: 'clone', inc: '77bb77bb', n: 4, at })
    await note('0199', { kind: 'incident', inc: '77bb77bb', at })
    await frame()
    const list = within((await panel()).getByRole('region', { name: '服务器记下的' }))
    expect(list.getAllByRole('listitem')).toHaveLength(2)
    expect(list.getByText('平板 9f31 有 4 条记录还没到服务器。让它连上网，会自动补上。')).toBeTruthy()
    expect(list.getByText(/同一个编号（平板 77bb）/)).toBeTruthy()
  })

  test('closes when an alarm leads away from it', async () => {
    await setSync(of.store)
    await frame()
    await panel()
    useSession.getState().jump()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(useSyncPanel.getState().isOpen).toBe(false)
  })
})

describe('a wrong clock', () => {
  test('[HLC5] is said on every screen with the right time, until it is read; the panel goes on saying it', async () => {
    await acknowledge(of.store)
    await setSync(of.store, { offsetMs: -12 * MIN })
    await frame()
    const words = '这台平板的钟快了 12 分钟，现在应是 11:48。照常用，有空时请调准。'
    expect(await screen.findByText(words, {}, LONG)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '知道了' }))
    expect(screen.queryByText(words)).toBeNull()
    expect((await panel()).getByText(words)).toBeTruthy()
  })

  test('[HLC5] goes by itself once the clock is right', async () => {
    await setSync(of.store, { offsetMs: 125 * MIN })
    await frame()
    expect(await screen.findByText(/慢了 2 小时 5 分钟，现在应是 14:05/, {}, LONG)).toBeTruthy()
    await setSync(of.store, { offsetMs: 90_000 })
    await waitFor(() => expect(screen.queryByText(/钟慢了/)).toBeNull(), LONG)
  })
})
