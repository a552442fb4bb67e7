/** The app's clock and the server's, as the tablet learns of it (HLC1, D13). */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRecord } from '../../../src/db/queries.ts'
import { readServerTime } from '../../../src/db/server-time.ts'
import { correctedClock } from '../../../src/device/corrected-clock.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { packHlc, parseHlc } from '../../../src/sync/hlc.ts'
import type { Fields } from '../../../src/sync/record.ts'
import { loadRun } from '../../../src/ui/state/runs.ts'
import { followServerTime, isSomebodyHeld } from '../../../src/ui/state/server-time.ts'
import { NOON, put } from '../../db/tablet.ts'
import { setSync } from '../sync/seed.ts'
import { putAway, sampleTablet, type TestTablet } from './harness.tsx'

const MIN = 60_000
let of: TestTablet
let clock: ReturnType<typeof correctedClock>

beforeEach(async () => {
  of = await sampleTablet()
  clock = correctedClock(of.clock, 0)
})
afterEach(putAway)

const follow = () => followServerTime(of.store, 'zh-CN', clock.correct)
/** What a restart of the app goes on with. */
async function restarted() {
  const { correctionMs } = await readServerTime(of.store)
  return correctedClock(of.clock, correctionMs)
}
async function inUrn() {
  const at = clock.now()
  const fields: Fields = {
    procedureId: structure.id,
    guestId: 'sample-guest-liu',
    begun: { at, by: 'u' },
    [`${structure.clock.start}#1`]: { value: { setting: '1', plannedMin: 30 }, at, by: 'u' },
  }
  await put(of.store, { table: 'visits', id: 'v1', create: true, day: '2026-11-23', fields })
}
async function off() {
  const answer = { value: { how: 'off' }, at: clock.now(), by: 'u' }
  await put(of.store, { table: 'visits', id: 'v1', fields: { [`${structure.clock.off}#1`]: answer } })
}
/** The server has given the start this effective clock. */
async function arrived(ms: number) {
  const { view } = of.store.database
  await view
    .where('[table+id]')
    .equals(['visits', 'v1'])
    .modify((row) => {
      const field = `${structure.clock.start}#1`
      const { inc } = parseHlc(row.clocks[field] ?? '') ?? { inc: '' }
      Object.assign(row, { clocks: { ...row.clocks, [field]: packHlc({ ms, counter: 0, inc }) } })
    })
}
async function elapsedMin() {
  const loaded = await loadRun(of.store, 'visits', 'v1', 'zh-CN')
  return (loaded && steamClock(loaded.run, clock.now())?.elapsedMs) ?? Number.NaN
}

test('[HLC1] the app goes by the server’s time, and a restart without network still does', async () => {
  await setSync(of.store, { offsetMs: -60 * MIN })
  await follow()
  expect(clock.now()).toBe(of.clock.at - 60 * MIN)
  expect((await restarted()).now()).toBe(clock.now())
})

test('[D13] learning in mid-steam that the tablet is ahead sets nothing back, a reload neither; the guest’s end does', async () => {
  await inUrn()
  of.clock.at += 10 * MIN
  await setSync(of.store, { offsetMs: -60 * MIN })
  await follow()
  expect(await elapsedMin()).toBe(10 * MIN)
  clock = await restarted()
  await follow()
  expect(await elapsedMin()).toBe(10 * MIN)
  expect(await readServerTime(of.store)).toEqual({ offsetMs: -60 * MIN, correctionMs: 0, aheadMs: 60 * MIN })
  await off()
  await follow()
  expect(clock.now()).toBe(of.clock.at - 60 * MIN)
})

test('[D13] learning in mid-steam that the tablet is behind counts at once: it rings early, never late', async () => {
  await inUrn()
  of.clock.at += 10 * MIN
  await setSync(of.store, { offsetMs: 5 * MIN })
  await follow()
  expect(await elapsedMin()).toBe(15 * MIN)
})

test('[D13] a start made while the tablet ran ahead is told by the server’s time, once the server found it ahead', async () => {
  of.clock.at += 60 * MIN
  await inUrn()
  of.clock.at += 25 * MIN
  await setSync(of.store, { offsetMs: -60 * MIN })
  await follow()
  const told = async () =>
    (await readRecord(of.store, { table: 'visits', id: 'v1' }))?.fields[`dated:${structure.clock.start}#1`]
  expect(await told(), 'nothing yet: the server has not said so').toBeUndefined()
  await arrived(NOON + 25 * MIN)
  await follow()
  expect(await told()).toEqual({ at: NOON })
  expect(await elapsedMin()).toBe(25 * MIN)
})

test('[D13] a start that the server found in order stays as it is, though the clock was set ahead afterwards', async () => {
  await inUrn()
  await arrived(NOON)
  of.clock.at += 85 * MIN
  await setSync(of.store, { offsetMs: -60 * MIN })
  await follow()
  const record = await readRecord(of.store, { table: 'visits', id: 'v1' })
  expect(record?.fields[`dated:${structure.clock.start}#1`]).toBeUndefined()
})

test('[D13] [SEC10] on a tablet whose own clock is hours ahead, whoever is in an urn is known to be', async () => {
  await setSync(of.store, { offsetMs: -180 * MIN })
  await follow()
  expect(await isSomebodyHeld(of.store)).toBe(false)
  await inUrn()
  expect(await isSomebodyHeld(of.store)).toBe(true)
  await off()
  expect(await isSomebodyHeld(of.store)).toBe(false)
})
