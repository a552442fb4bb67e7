import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRecord } from '../../../src/db/queries.ts'
import { lastKnownTime } from '../../../src/db/store.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { shopFrom } from '../../../src/domain/shop/shop.ts'
import { BUNDLED_ID } from '../../../src/ui/setup/bundled-id.ts'
import { Shell } from '../../../src/ui/shell/Shell.tsx'
import { useShowsDial } from '../../../src/ui/state/dial-on-show.ts'
import { loadRun } from '../../../src/ui/state/runs.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet } from '../state/harness.tsx'
import { guestInUrn } from '../state/in-urn.ts'

const LIN = 'sample-staff-lin' as StaffId
const MIN = 60_000
const LONG = { timeout: 8_000 }
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: LIN })
})
afterEach(() => {
  cleanup()
  putAway()
})

/** For so many minutes; nothing has been answered since. */
const inUrn = (id: string, guest: string, minutes: number, room: string) =>
  guestInUrn(of, { id, guest, room, ms: minutes * MIN })

/** Stands for the urn's panel, which says of itself that its dial is on show. */
function Dial({ visitId }: { readonly visitId: string }) {
  useShowsDial(visitId)
  return null
}

async function frame(path: string, within: ReactNode = null) {
  const record = await readRecord(of.store, { table: 'shop', id: 'shop' })
  if (!record) throw new Error('no shop')
  return show(of, <Shell shop={shopFrom(record)}>{within}</Shell>, path)
}
const alarms = () => screen.findAllByRole('alert', {}, LONG)

test('[A6.5][A6.6] every screen says which urn is past its time, the gravest first, and leads there by one tap', async () => {
  await inUrn('v1', 'wangA', 21, '1')
  await inUrn('v2', 'liu', 30.75, '2')
  const { history } = await frame('/shop')
  const [first, second, ...more] = await alarms()
  expect(more).toEqual([])
  expect(first?.textContent).toMatch(/刘女士.*已超过 30 分，请关瓮.*0:45/)
  expect(second?.textContent).toMatch(/20 分到了，请问是否继续/)
  fireEvent.click(within(first as HTMLElement).getByRole('button', { name: /^去关瓮/ }))
  expect(history.at(-1)).toBe('/visit/v2')
})

test('[A6.6] another stage of the same visit is no place to overlook it', async () => {
  await inUrn('v2', 'liu', 31, '2')
  await frame('/visit/v2')
  expect(await alarms()).toHaveLength(1)
})

test('[A6.6] the urn’s own dial says it by itself, but not from under a sheet; there the alarm can be reached', async () => {
  await inUrn('v2', 'liu', 31, '2')
  await frame('/visit/v2', <Dial visitId="v2" />)
  await screen.findByRole('link', { name: /刘女士/ }, LONG)
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.click(await screen.findByRole('button', { name: /点此换人/ }, LONG))
  await screen.findByRole('dialog', {}, LONG)
  const [alarm] = await alarms()
  fireEvent.click(within(alarm as HTMLElement).getByRole('button', { name: /^去关瓮/ }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('[A6.1] a desk that rings can be answered by name with the urn’s own dial open on it', async () => {
  useSession.setState({ place: { place: 'desk' } })
  await inUrn('v2', 'liu', 31, '2')
  await frame('/visit/v2', <Dial visitId="v2" />)
  const [alarm] = await alarms()
  fireEvent.click(within(alarm as HTMLElement).getByRole('button', { name: /^我去（林晓芸）/ }))
  await waitFor(() => expect(screen.getByText(/林晓芸去了/)).toBeTruthy(), LONG)
})

test('[A6.1] what is due is felt at once, and past the half hour again every few seconds until it is answered', async () => {
  await inUrn('v2', 'liu', 31, '2')
  await frame('/guests')
  await alarms()
  await waitFor(() => expect(of.deeds.filter((deed) => deed === 'alarm').length).toBeGreaterThan(1), {
    timeout: 6_000,
  })
  await put(of.store, {
    table: 'visits',
    id: 'v2',
    fields: { [`${structure.clock.off}#1`]: { value: { how: 'end' }, at: of.clock.now(), by: LIN } },
  })
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull(), LONG)
  const felt = of.deeds.length
  await new Promise((resolve) => setTimeout(resolve, 4_500))
  expect(of.deeds.slice(felt).filter((deed) => deed === 'alarm')).toEqual([])
}, 30_000)

test('[A7.2] [D13] an urn that is off while nobody has said that its guest is out calls from every screen, until it is said', async () => {
  await guestInUrn(of, {
    id: 'v2',
    guest: 'liu',
    room: '2',
    ms: 20 * MIN,
    fields: (at) => ({
      [`${structure.clock.off}#1`]: { value: { how: 'off' }, at: at + 17 * MIN, by: LIN },
    }),
  })
  await frame('/guests')
  const [alarm] = await alarms()
  expect(alarm?.textContent).toMatch(/刘女士.*瓮已关，请确认顾客出来了.*1:00/)
  expect(within(alarm as HTMLElement).getByRole('button', { name: /^去确认/ })).toBeTruthy()
  await put(of.store, {
    table: 'visits',
    id: 'v2',
    fields: { [structure.clock.out]: { value: 'left', at: of.clock.now(), by: LIN } },
  })
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull(), LONG)
})

test('[D13] a guest whose procedure has not arrived is watched by the shop’s own clock, and it is said', async () => {
  await inUrn('v2', 'liu', 31, '2')
  await put(of.store, { table: 'visits', id: 'v2', fields: { procedureId: 'NIC-01/A@99' } })
  await frame('/guests')
  expect((await alarms())[0]?.textContent).toMatch(/刘女士.*已超过 30 分/)
  expect(await screen.findByText(/1 位顾客的规程还没传到这台平板/, {}, LONG)).toBeTruthy()
  expect(await loadRun(of.store, 'visits', 'v2', 'zh-CN'), 'nobody works by it').toBeNull()
})

test('[D13] nor is anybody forgotten whose procedure has no words in the tablet’s language', async () => {
  await inUrn('v2', 'liu', 31, '2')
  const own = await readRecord(of.store, { table: 'procedures', id: structure.id })
  const fields = Object.fromEntries(
    Object.entries(own?.fields ?? {}).filter(([name]) => !name.startsWith('text:zh-CN')),
  )
  await put(of.store, { table: 'procedures', id: 'NIC-01/A@98', create: true, fields })
  await put(of.store, { table: 'visits', id: 'v2', fields: { procedureId: 'NIC-01/A@98' } })
  await frame('/guests')
  expect((await alarms())[0]?.textContent).toMatch(/刘女士.*已超过 30 分/)
})

test('[D13] while somebody steams the time is kept by itself, and when the page is left', async () => {
  await inUrn('v2', 'liu', 3, '2')
  await frame('/')
  await screen.findByRole('link', { name: /刘女士/ }, LONG)
  of.clock.at += 4 * MIN
  fireEvent(window, new Event('pagehide'))
  await waitFor(async () => expect(await lastKnownTime(of.store)).toBe(of.clock.at))
  of.clock.at += MIN
  await waitFor(async () => expect(await lastKnownTime(of.store)).toBe(of.clock.at), { timeout: 7_000 })
}, 20_000)

test('the procedure’s words are fetched only when it is newer: its id is known without them', () => {
  expect(BUNDLED_ID).toBe(structure.id)
})
