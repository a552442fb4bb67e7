/** Alarms from another room: when this tablet is called, how it answers by name, and what the others see of it. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRecord, recordsOf } from '../../../src/db/queries.ts'
import { changeSync } from '../../../src/db/sync-state.ts'
import type { TabletPlace } from '../../../src/domain/alarm/call.ts'
import type { RoomId, StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { shopFrom } from '../../../src/domain/shop/shop.ts'
import { PlaceChoice } from '../../../src/ui/alarm/PlaceChoice.tsx'
import { Shell } from '../../../src/ui/shell/Shell.tsx'
import { readChoices } from '../../../src/ui/state/device-choices.ts'
import { useSession } from '../../../src/ui/state/session.ts'
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
})

/** A guest in urn 1 for so long, every check done, who wants to go on. */
async function inUrn(ms: number, answered: readonly number[] = [5, 10, 15, 25]) {
  const { clock } = structure
  const by = LIN
  const fields = (at: number) => ({
    ...Object.fromEntries(
      answered.map((m) => [`${clock.check}#${m}`, { value: { found: [] }, at: at + m * MIN, by }]),
    ),
    ...(ms > 20 * MIN + 30 * SEC ? { [clock.ask]: { value: true, at: at + 20 * MIN, by } } : {}),
  })
  await guestInUrn(of, { ms, fields })
}

async function frame(place: TabletPlace | null, path = '/shop') {
  useSession.setState({ place })
  const record = await readRecord(of.store, { table: 'shop', id: 'shop' })
  if (!record) throw new Error('no shop')
  return show(of, <Shell shop={shopFrom(record)}>{null}</Shell>, path)
}
const region = () => screen.findByRole('region', { name: '瓮的提醒' }, LONG)
const felt = () => of.deeds.filter((deed) => deed === 'alarm').length

test('[A6.5] the desk is called when the question has waited for 15 seconds, not before', async () => {
  await inUrn(20 * MIN + 5 * SEC)
  await frame({ place: 'desk' })
  await screen.findAllByRole('alert', {}, LONG)
  expect(felt()).toBe(0)
  of.clock.at += 11 * SEC
  await waitFor(() => expect(felt()).toBeGreaterThan(0), LONG)
})

test('[A6.1] a check reaches the others after three minutes, in a line that names the room', async () => {
  await inUrn(5 * MIN + 170 * SEC, [])
  await frame({ place: 'room', roomId: 'sample-room-2' as RoomId })
  await screen.findByRole('link', { name: /王女士/ }, LONG)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(felt()).toBe(0)
  of.clock.at += 15 * SEC
  const line = await screen.findByRole('alert', {}, LONG)
  expect(line.textContent).toMatch(/王女士.*1 号房 第 5 分钟还没有照看/)
  expect(felt()).toBeGreaterThan(0)
})

test('[A6.6] one tap answers by name; the alarm is quiet and says who goes, and wakes again a minute later', async () => {
  await inUrn(30 * MIN + 20 * SEC)
  await frame({ place: 'desk' })
  fireEvent.click(await screen.findByRole('button', { name: /^我去（林晓芸）/ }, LONG))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull(), LONG)
  const quiet = within(await region()).getByRole('status')
  expect(quiet.textContent).toMatch(/已超过 30 分，请关瓮.*林晓芸去了/)
  const [record] = await recordsOf(of.store, 'alarms')
  expect(record).toMatchObject({ id: 'v1-over-30', day: '2026-11-23', fields: { urnId: 'sample-urn-1' } })
  expect(JSON.stringify(record)).not.toMatch(/王|guest/)
  const before = felt()
  of.clock.at += 61 * SEC
  const again = await screen.findByRole('alert', {}, LONG)
  expect(again.textContent).toMatch(/林晓芸说过要去，还没有做/)
  await waitFor(() => expect(felt()).toBeGreaterThan(before), LONG)
})

test('[A6.6] who answered on another tablet is shown here, and this one falls silent', async () => {
  await inUrn(30 * MIN + 20 * SEC)
  await frame({ place: 'corridor' })
  await screen.findByRole('alert', {}, LONG)
  await put(of.store, {
    table: 'alarms',
    id: 'v1-over-30',
    create: true,
    day: '2026-11-23',
    fields: { kind: 'over', visitId: 'v1', 'going:sample-staff-zhou': of.clock.now() },
  })
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull(), LONG)
  expect((await region()).textContent).toMatch(/周敏去了/)
})

test('[A6.6] at a desk that many share, whoever goes is named by two taps', async () => {
  await inUrn(30 * MIN + 20 * SEC)
  await frame({ place: 'corridor' })
  fireEvent.click(await screen.findByRole('button', { name: /^别人去/ }, LONG))
  const sheet = await screen.findByRole('dialog', { name: '谁去？' }, LONG)
  fireEvent.click(within(sheet).getByRole('button', { name: /周敏/ }))
  await waitFor(async () => expect((await region()).textContent).toMatch(/周敏去了/), LONG)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('[C9] a tablet that has not heard from the server says beside another room’s alarm how old its knowledge is', async () => {
  await inUrn(30 * MIN + 20 * SEC)
  await changeSync(of.store, (row) => ({ ...row, shop: 's1', lastContactAt: of.clock.now() - 12 * MIN }))
  await frame({ place: 'desk' })
  await screen.findByRole('alert', {}, LONG)
  await waitFor(async () => expect((await region()).textContent).toMatch(/最后同步 12 分钟前/), LONG)
  expect(of.deeds, 'and an exchange is asked for').toContain('sync')
})

test.each<[string, TabletPlace | null, boolean]>([
  ['at the desk', { place: 'desk' }, true],
  ['that nobody has given a place', null, true],
  ['in another room', { place: 'room', roomId: 'sample-room-2' as RoomId }, true],
  ['in the urn’s own room', { place: 'room', roomId: 'sample-room-1' as RoomId }, false],
])(
  '[C9] while anybody steams elsewhere a tablet %s says how old its knowledge is, though nothing is due',
  async (_where, place, isSaid) => {
    await inUrn(2 * MIN)
    await changeSync(of.store, (row) => ({ ...row, shop: 's1', lastContactAt: of.clock.now() - 40 * MIN }))
    await frame(place)
    await screen.findByRole('link', { name: /王女士/ }, LONG)
    expect(screen.queryByRole('alert')).toBeNull()
    if (isSaid)
      await waitFor(async () => expect((await region()).textContent).toMatch(/最后同步 40 分钟前/), LONG)
    else expect((await region()).textContent).not.toMatch(/最后同步/)
  },
)

test('where the tablet stands is chosen once, said what it means, and remembered', async () => {
  await show(of, <PlaceChoice />)
  expect(screen.getByText(/还没选/)).toBeTruthy()
  fireEvent.click(await screen.findByRole('radio', { name: '房间里' }))
  fireEvent.click(await screen.findByRole('radio', { name: /2 号房/ }, LONG))
  await waitFor(async () =>
    expect((await readChoices(of.store)).place).toEqual({ place: 'room', roomId: 'sample-room-2' }),
  )
  fireEvent.click(screen.getByRole('radio', { name: '前台' }))
  await waitFor(async () => expect((await readChoices(of.store)).place).toEqual({ place: 'desk' }))
  expect(await screen.findByText(/没人应时，这里会响铃/)).toBeTruthy()
})
