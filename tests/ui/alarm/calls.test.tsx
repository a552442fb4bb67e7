/** How a tablet calls, and what it says of itself before it has to: sound, notices, light, vibration. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readRecord } from '../../../src/db/queries.ts'
import type { TabletPlace } from '../../../src/domain/alarm/call.ts'
import type { RoomId, StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { shopFrom } from '../../../src/domain/shop/shop.ts'
import type { Services } from '../../../src/ui/App.tsx'
import { MissingMeans } from '../../../src/ui/alarm/Readiness.tsx'
import { meansLines } from '../../../src/ui/alarm/readiness.ts'
import { Shell } from '../../../src/ui/shell/Shell.tsx'
import { readChoices } from '../../../src/ui/state/device-choices.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { alarm } from '../../../src/ui/strings/zh-cn/alarm.ts'
import { readiness as words } from '../../../src/ui/strings/zh-cn/readiness.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet } from '../state/harness.tsx'
import { guestInUrn } from '../state/in-urn.ts'

const LIN = 'sample-staff-lin' as StaffId
const MIN = 60_000
const SEC = 1_000
const LONG = { timeout: 8_000 }
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: LIN })
})
afterEach(() => {
  cleanup()
  putAway()
  vi.restoreAllMocks()
})

const pastTheHalfHour = (seconds: number) => guestInUrn(of, { ms: 30 * MIN + seconds * SEC })

async function frame(place: TabletPlace | null, services: Partial<Services> = {}) {
  useSession.setState({ place })
  const record = await readRecord(of.store, { table: 'shop', id: 'shop' })
  if (!record) throw new Error('no shop')
  const tablet = { ...of, services: { ...of.services, ...services } }
  return show(tablet, <Shell shop={shopFrom(record)}>{null}</Shell>, '/shop')
}
const deeds = (start: string) => of.deeds.filter((deed) => deed.startsWith(start))

test('[A6.6] at the desk it rings and gets louder; "off" ends it by itself', async () => {
  await pastTheHalfHour(20)
  await frame({ place: 'desk' })
  await waitFor(() => expect(deeds('chime')).toContain('chime urgent'), LONG)
  of.clock.at += 45 * SEC
  await waitFor(() => expect(deeds('chime')).toContain('chime loud'), LONG)
  await put(of.store, {
    table: 'visits',
    id: 'v1',
    fields: { [`${structure.clock.off}#1`]: { value: { how: 'off' }, at: of.clock.now(), by: LIN } },
  })
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull(), LONG)
  const rung = deeds('chime').length
  await new Promise((resolve) => setTimeout(resolve, 3_500))
  expect(deeds('chime')).toHaveLength(rung)
}, 20_000)

test('[A6.1] in a room, and where nobody has said, it never sounds', async () => {
  await pastTheHalfHour(300)
  await frame(null)
  await waitFor(() => expect(deeds('alarm').length).toBeGreaterThan(0), LONG)
  useSession.setState({ place: { place: 'room', roomId: null } })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(deeds('chime')).toEqual([])
})

test('a chime that the browser has locked is said while somebody steams, before it is needed, with the way to unlock it', async () => {
  await pastTheHalfHour(-10 * 60)
  const asked: string[] = []
  await frame(
    { place: 'desk' },
    {
      sound: {
        ...of.services.sound,
        state: () => 'locked',
        unlock: async () => {
          asked.push('unlock')
          return 'locked'
        },
      },
    },
  )
  fireEvent.click(await screen.findByRole('button', { name: alarm.locked.unlock }, LONG))
  expect(asked).toEqual(['unlock'])
})

test('behind another app a notice names the room and not the guest, and goes when the page is looked at', async () => {
  await pastTheHalfHour(20)
  const look = (state: DocumentVisibilityState) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
    document.dispatchEvent(new Event('visibilitychange'))
  }
  await frame({ place: 'desk' })
  await screen.findByRole('alert', {}, LONG)
  expect(deeds('notice')).toEqual([])
  look('hidden')
  await waitFor(() => expect(deeds('notice')).toEqual(['notice 瓮管家 1 号房 已超过 30 分，请关瓮']), LONG)
  look('visible')
  await waitFor(() => expect(deeds('close')).toEqual(['close v1-over-30']), LONG)
})

describe('a tablet that nobody has given a place', () => {
  const line = () => screen.findByText(words.place.unsaid, {}, LONG)

  test('[A6.1] says while somebody steams that it makes no sound, leads to the choice, and is quiet once it is made', async () => {
    await frame(null)
    await screen.findByRole('navigation', { name: '各处' }, LONG)
    expect(screen.queryByText(words.place.unsaid)).toBeNull()
    await pastTheHalfHour(-5)
    await line()
    fireEvent.click(screen.getByRole('button', { name: words.place.say }))
    const sheet = within(await screen.findByRole('dialog', { name: words.place.title }, LONG))
    fireEvent.click(sheet.getByRole('radio', { name: words.place.options.desk }))
    await waitFor(async () => expect((await readChoices(of.store)).place).toEqual({ place: 'desk' }))
    fireEvent.click(sheet.getByRole('button', { name: words.place.said }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.queryByText(words.place.unsaid)).toBeNull()
  })
})

describe('before steaming begins', () => {
  test('each means that is missing is said, with what to do; in a room no sound is asked for', () => {
    const lines = (sound: 'locked' | null) =>
      meansLines({ sound, notices: 'denied', keepScreen: false, vibrate: true }, words)
    expect(
      lines(null)
        .filter(({ isReady }) => !isReady)
        .map(({ id }) => id),
    ).toEqual(['notices', 'keepScreen'])
    expect(lines('locked')[0]).toEqual({ id: 'sound', isReady: false, words: words.sound.locked })
  })

  test('what is missing is one line that names it; what to do about each stands below once it is opened', async () => {
    const services = { ...of.services, can: { vibrate: false, keepScreen: false } }
    useSession.setState({ place: { place: 'room', roomId: null } })
    await show({ ...of, services }, <MissingMeans roomId={null} />)
    const line = screen.getByRole('button', { name: '提醒还差：屏幕常亮、振动' })
    expect(screen.queryByText(words.keepScreen.no)).toBeNull()
    fireEvent.click(line)
    expect(screen.getByText(words.keepScreen.no)).toBeTruthy()
  })

  test('where the tablet stands is asked while nobody has said so', async () => {
    await show(of, <MissingMeans roomId={'sample-room-3' as RoomId} />)
    fireEvent.click(screen.getByRole('button', { name: words.place.unsaid, expanded: false }))
    expect(screen.getByRole('heading', { name: words.place.title })).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: words.place.options.room }))
    await waitFor(async () =>
      expect((await readChoices(of.store)).place).toEqual({ place: 'room', roomId: 'sample-room-3' }),
    )
    expect(screen.getByRole('button', { name: words.allSet, expanded: true })).toBeTruthy()
    cleanup()
    await show(of, <MissingMeans roomId={null} />)
    fireEvent.click(screen.getByRole('button', { name: words.allSet }))
    expect(screen.queryByRole('heading', { name: words.place.title })).toBeNull()
  })

  test('the try really rings, vibrates and notifies; in a room it stays silent', async () => {
    await show(of, <MissingMeans roomId={'sample-room-3' as RoomId} />)
    fireEvent.click(screen.getByRole('button', { name: words.place.unsaid }))
    fireEvent.click(screen.getByRole('button', { name: words.test }))
    expect(of.deeds).toEqual(['alarm', `notice 瓮管家 ${words.testNotice} silent`])
    useSession.setState({ place: { place: 'desk' } })
    fireEvent.click(await screen.findByRole('button', { name: words.test }))
    expect(of.deeds.slice(2)).toEqual(['chime urgent', 'alarm', `notice 瓮管家 ${words.testNotice}`])
    expect(await screen.findByText(words.testedLoud)).toBeTruthy()
  })
})
