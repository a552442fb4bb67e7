/** Who is out of the urn, in an emergency: said on the card, in the visit, or on another tablet's card. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRecord, recordsOf } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { useEmergency } from '../../../src/ui/state/emergency.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadEmergencyStrings } from '../../../src/ui/strings/emergency-strings.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, showApp, type TestTablet } from '../state/harness.tsx'
import { guestInUrn } from '../state/in-urn.ts'

const LIN = 'sample-staff-lin' as StaffId
const MIN = 60_000
const LONG = { timeout: 8_000 }
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: LIN })
  await loadEmergencyStrings('zh-CN')
})
afterEach(() => {
  cleanup()
  useEmergency.setState({ view: null, isFramed: false })
  putAway()
})

const click = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }, LONG))
async function openCard(name: string, path: string) {
  await showApp(of, path)
  await waitFor(() => expect(useEmergency.getState().isFramed).toBe(true), LONG)
  await click('紧急')
  await click(name)
}
const visit = async (id: string) => (await readRecord(of.store, { table: 'visits', id }))?.fields ?? {}
const incident = async () =>
  (await recordsOf(of.store, 'attention')).find(({ fields }) => fields.kind === 'emergency')?.fields
const asked = () => screen.queryByText(/瓮已关，请确认顾客出来了/)

test('[A7.2] on a guest’s own card it is said that they are out, so that nobody is called; a wrong word can be taken back', async () => {
  await guestInUrn(of, { id: 'v1', guest: 'wangA', room: '3', urn: '3-1', ms: 12 * MIN })
  await openCard('晕倒', '/visit/v1')
  await click(/停王女士的瓮/)
  await click('王女士：我已关瓮')
  const rows = () => screen.findByRole('region', { name: '人出来了吗？' }, LONG)
  expect((await rows()).textContent).toMatch(/王女士3 号房 · 瓮已关/)
  await click('王女士 已出来')
  await waitFor(async () => expect((await rows()).textContent).toContain('12:00 已出来'), LONG)
  expect(await visit('v1')).toMatchObject({ ledOut: { at: of.clock.now(), by: LIN } })
  expect(await incident()).toMatchObject({ 'out:v1': { by: LIN } })
  of.clock.at += 3 * MIN
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(asked()).toBeNull()
  await click('王女士 还没出来')
  await screen.findByText(/瓮已关，请确认顾客出来了/, {}, LONG)
  const { ledOut, [`${structure.clock.off}#1`]: off } = await visit('v1')
  expect([ledOut, off]).toMatchObject([null, { value: { reason: 'emergency' } }])
  await waitFor(async () => expect((await rows()).textContent).not.toContain('12:00 已出来'), LONG)
})

test('[D13] whoever another tablet’s card or the visit’s own step says is out is out on this card, and it says whence', async () => {
  await guestInUrn(of, { id: 'v1', guest: 'wangA', room: '3', urn: '3-1', ms: 12 * MIN })
  await guestInUrn(of, { id: 'v2', guest: 'liu', room: '5', urn: '5-1', ms: 5 * MIN })
  await openCard('停电', '/rooms')
  const list = await screen.findByRole('region', { name: '按这个顺序出瓮' }, LONG)
  await waitFor(() => expect(list.textContent).toContain('还有 2 位在瓮里'))
  await waitFor(async () => expect((await incident())?.order).toEqual(['v1', 'v2']))
  const at = of.clock.now()
  const off = { [`${structure.clock.off}#1`]: { value: { how: 'stop', reason: 'emergency' }, at, by: LIN } }
  await put(of.store, { table: 'visits', id: 'v1', fields: { ...off, ledOut: { at, by: LIN } } })
  await waitFor(() => expect(list.textContent).toContain('还有 1 位在瓮里'), LONG)
  expect(list.textContent).toMatch(/王女士3 号房 · 瓮已关 · 别处记的/)
  const left = { [structure.clock.out]: { value: 'left', at, by: LIN } }
  await put(of.store, { table: 'visits', id: 'v2', fields: { ...off, ...left } })
  await waitFor(() => expect(list.textContent).toContain('都出来了'), LONG)
  await click('王女士 还没出来')
  await waitFor(() => expect(list.textContent).toContain('还有 1 位在瓮里'), LONG)
  expect((await visit('v1')).ledOut).toBeNull()
})
