import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setDeviceSetting } from '../../../src/db/device-settings.ts'
import { readRecord } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { shopFrom } from '../../../src/domain/shop/shop.ts'
import { NoticeToast } from '../../../src/ui/shell/NoticeToast.tsx'
import { ScreenGuard } from '../../../src/ui/shell/ScreenGuard.tsx'
import { Shell } from '../../../src/ui/shell/Shell.tsx'
import { StoreErrorScreen } from '../../../src/ui/shell/StoreErrorScreen.tsx'
import { UpdateBanner } from '../../../src/ui/shell/UpdateBanner.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { useUpdates } from '../../../src/ui/state/updates.ts'
import { loadStrings } from '../../../src/ui/strings/strings.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, showApp, type TestTablet, tablet } from '../state/harness.tsx'

const LONG = { timeout: 8_000 }
const LIN = 'sample-staff-lin' as StaffId
let of: TestTablet
const health = { isBroken: false }

function Fragile() {
  if (health.isBroken) throw new Error('a fault')
  return <p>well</p>
}

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: LIN })
})
afterEach(() => {
  cleanup()
  putAway()
})

async function frame(path = '/') {
  const record = await readRecord(of.store, { table: 'shop', id: 'shop' })
  if (!record) throw new Error('no shop')
  return show(of, <Shell shop={shopFrom(record)}>{null}</Shell>, path)
}
const button = (name: string | RegExp) => screen.findByRole('button', { name }, LONG)

describe('the frame', () => {
  test('leads everywhere, and a visit belongs to today', async () => {
    await frame('/visit/v1')
    const places = within(screen.getByRole('navigation', { name: '各处' })).getAllByRole('link')
    expect(places.map((place) => [place.textContent, place.ariaCurrent])).toEqual([
      ['今日', 'page'],
      ['房间', null],
      ['顾客', null],
      ['门店', null],
    ])
  })

  test('marks a sample shop as such', async () => {
    await frame()
    expect(within(screen.getByRole('banner')).getByText('示例')).toBeTruthy()
  })

  test('says in words and with the time where the data is, and explains it on a tap', async () => {
    await frame()
    await userEvent.click(await button(/已存本机.*3 条未上传.*12:00 起/))
    const sheet = await screen.findByRole('dialog', { name: '资料存在哪里' }, LONG)
    expect(sheet.textContent).toContain('3 条，最早记于 12:00')
    expect(sheet.textContent).toContain('还没有连上门店的服务器')
  })
})

describe('who is working', () => {
  test('[SEC6] whoever is not on the list any more is signed out', async () => {
    useSession.setState({ who: 'gone' as StaffId })
    await frame()
    await waitFor(() => expect(useSession.getState().who).toBeNull())
  })

  test('is offered by a tap on the name; those who are away stand last', async () => {
    await put(of.store, { table: 'staff', id: 'sample-staff-he', fields: { away: true } })
    await frame()
    await userEvent.click(await button('现在操作的是林晓芸，点此换人'))
    const rows = within(await screen.findByRole('dialog', {}, LONG)).getAllByRole('listitem')
    expect(rows.at(-1)?.textContent).toContain('何丽')
    expect(rows.at(-1)?.textContent).toContain('休假')
  })
})

describe('the strip of visits', () => {
  const strip = () => screen.findByRole('navigation', { name: '正在服务的顾客' }, LONG)

  test('[A2.2] shows every visit under way, tells namesakes apart, and leads to each by one tap', async () => {
    const at = of.clock.now()
    await put(of.store, {
      table: 'bookings',
      id: 'b-twin',
      create: true,
      day: '2026-11-23',
      person: 'sample-guest-wangB',
      fields: { guestId: 'sample-guest-wangB', at, madeAt: at, by: LIN, selfBooked: false },
    })
    const { history } = await showApp(of)
    for (const name of ['王女士', '王阿姨']) {
      const register = await screen.findByRole('complementary', { name: '今日登记' }, LONG)
      const line = within(register)
        .getAllByRole('listitem')
        .find((item) => item.textContent?.includes(name))
      if (!line) throw new Error(`no line of ${name}`)
      await userEvent.click(within(line).getByRole('button', { name: /已到店/ }))
      await waitFor(() => expect(history.at(-1)).toMatch(/^\/visit\//), LONG)
      await userEvent.click(screen.getByRole('link', { name: '今日' }))
    }
    await waitFor(async () => {
      const links = within(await strip()).getAllByRole('link')
      expect(links.map(({ textContent }) => textContent).sort()).toEqual([
        expect.stringContaining('王女士 · 6218'),
        expect.stringContaining('王阿姨 · 3047'),
      ])
    }, LONG)
    await userEvent.click(within(await strip()).getByRole('link', { name: /王阿姨/ }))
    expect(history.at(-1)).toMatch(/^\/visit\//)
  }, 30_000)

  test('takes no room when nobody is served', async () => {
    await frame()
    await button(/林晓芸/)
    expect(screen.queryByRole('navigation', { name: '正在服务的顾客' })).toBeNull()
  })
})

describe('a new version', () => {
  const banner = (steaming: number) => show(of, <UpdateBanner steaming={steaming} />)

  test('waits while somebody is steaming, says so, and offers nothing to tap', async () => {
    useUpdates.setState({ waiting: { version: '0.2.0+abc' } })
    await banner(2)
    expect(screen.getByText('新版本已备好，等 2 位顾客出瓮后再更新。')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('is activated by a tap when nobody is', async () => {
    const activate = vi.fn(async () => {})
    useUpdates.setState({ waiting: { version: '0.2.0+abc' }, activate })
    await banner(0)
    expect(screen.getByText('新版本 0.2.0+abc 已备好。')).toBeTruthy()
    expect(activate).not.toHaveBeenCalled()
    await userEvent.click(await button('现在更新'))
    expect(activate).toHaveBeenCalledTimes(1)
  })

  test('that runs shows the proof until it is read', async () => {
    useUpdates.setState({ outcome: { updated: true, version: '0.2.0+abc', from: '0.1.0+def' } })
    await banner(0)
    expect(screen.getByText('已更新到 0.2.0+abc。')).toBeTruthy()
    await userEvent.click(await button('知道了'))
    expect(screen.queryByText('已更新到 0.2.0+abc。')).toBeNull()
  })

  test('that did not take over is said, and can be tried again', async () => {
    useUpdates.setState({
      waiting: { version: '0.2.0+abc' },
      outcome: { updated: false, wanted: '0.2.0+abc', running: '0.1.0+def' },
    })
    await banner(0)
    expect(screen.getByText(/更新没有成功，现在仍是 0\.1\.0\+def/)).toBeTruthy()
    expect(await button('再试一次')).toBeTruthy()
  })
})

describe('a notice', () => {
  test('is heard from a region that is always there, and one that asks for care stays until closed', async () => {
    await show(of, <NoticeToast />)
    const region = screen.getByRole('status', { name: '提示' })
    useSession.getState().say({ text: '没有存上', tone: 'red', at: 0 })
    await waitFor(() => expect(region.textContent).toBe('没有存上'))
    await userEvent.click(await button('收起提示'))
    expect(region.textContent).toBe('')
  })
})

describe('what goes wrong', () => {
  test.each(['blocked', 'unavailable', 'quota', 'notSaved', 'limit', 'screen'] as const)(
    '[C7] %s is said in a sentence with a way on, in every language',
    async (code) => {
      for (const language of ['zh-CN', 'zh-Hant', 'en'] as const) {
        const strings = await loadStrings(language)
        const onRetry = vi.fn()
        const { unmount } = await show(
          of,
          <StoreErrorScreen strings={strings} code={code} onRetry={onRetry} />,
        )
        expect(screen.getByRole('alert').textContent).toContain(strings.shell.error.line[code])
        await userEvent.click(screen.getByRole('button', { name: strings.shell.error.retry }))
        expect(onRetry).toHaveBeenCalledTimes(1)
        unmount()
      }
    },
  )

  test('a fault of one screen leaves the frame, and trying again shows the screen', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    health.isBroken = true
    await show(
      of,
      <ScreenGuard>
        <Fragile />
      </ScreenGuard>,
      '/rooms',
    )
    expect(await button('回到今日')).toBeTruthy()
    health.isBroken = false
    await userEvent.click(await button('再试一次'))
    expect(screen.getByText('well')).toBeTruthy()
    quiet.mockRestore()
  })

  test('an address that leads nowhere leads back to today', async () => {
    const { history } = await showApp(of, '/cellar')
    await userEvent.click(await button('回到今日'))
    expect(history.at(-1)).toBe('/')
  })
})

test('a tablet without a shop shows the first run, whatever the address', async () => {
  const bare = await tablet()
  await showApp(bare, '/rooms')
  expect(await screen.findByRole('heading', { name: '欢迎使用瓮管家' }, LONG)).toBeTruthy()
  expect(screen.queryByRole('navigation')).toBeNull()
})

test('a shop on an older procedure is moved to the one that this build brings', async () => {
  await put(of.store, { table: 'shop', id: 'shop', fields: { procedureId: 'NIC-01/A@0' } })
  await setDeviceSetting(of.store, 'who', LIN)
  await frame()
  await waitFor(async () => {
    const shop = await readRecord(of.store, { table: 'shop', id: 'shop' })
    expect(shop?.fields.procedureId).toBe('NIC-01/A@3')
  }, LONG)
})
