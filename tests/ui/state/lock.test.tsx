/** What is under way while the tablet is being locked. */
import { act, cleanup, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keeping } from '../../../src/db/commit.ts'
import { readRecord } from '../../../src/db/queries.ts'
import type { StaffId, StepId } from '../../../src/domain/ids.ts'
import { guestFrom } from '../../../src/domain/people/guest.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { beginVisit, dispatch } from '../../../src/ui/state/dispatch.ts'
import { useIdleLock } from '../../../src/ui/state/idle-lock.ts'
import { inOrder } from '../../../src/ui/state/incidents.ts'
import { lock, signIn } from '../../../src/ui/state/lock.ts'
import { useLock } from '../../../src/ui/state/lock-tabs.ts'
import { loadRun } from '../../../src/ui/state/runs.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sealedTablet, show, type TestTablet } from './harness.tsx'

const MIN = 60_000
const LIN = 'sample-staff-lin' as StaffId
let of: TestTablet

/** The tablet's services, with the two that a dispatch does not use. */
const app = () => ({ ...of.services, setLanguage: async () => {}, setTheme: async () => {} })

function Idle() {
  useIdleLock()
  return null
}

let press = () => {}
function LockButton() {
  press = useLock()
  return null
}

beforeEach(async () => {
  of = await sealedTablet()
  await of.services.keys.unlock({ person: LIN, pin: SAMPLE_PIN }, false)
  await signIn(of.services, LIN)
})
afterEach(() => {
  cleanup()
  putAway()
})

async function visit(id: string, guestId: string) {
  const at = of.clock.now()
  await put(of.store, {
    table: 'visits',
    id,
    create: true,
    day: '2026-11-23',
    fields: {
      procedureId: structure.id,
      guestId,
      begun: { at, by: LIN },
      consultant: { value: LIN, at, by: LIN },
    },
  })
}

describe('[C1] what was tapped just before the tablet is locked is kept', () => {
  test('an answer, though its commit reads before it writes', async () => {
    await visit('v1', 'sample-guest-liu')
    const loaded = await loadRun(of.store, 'visits', 'v1', 'zh-CN')
    if (!loaded) throw new Error('no visit')
    const kept = dispatch(app(), loaded, {
      type: 'answer',
      answers: [{ stepId: 'A2.2-features' as StepId, value: '戴蓝色帽子' }],
      by: LIN,
    })
    const locking = lock(of.services)
    expect(await kept).toEqual({ kept: true, id: 'v1' })
    await locking
    expect(of.services.keys.isLocked()).toBe(true)
    await of.services.keys.unlock({ person: LIN, pin: SAMPLE_PIN }, false)
    const record = await readRecord(of.store, { table: 'visits', id: 'v1' })
    expect(record?.fields['A2.2-features']).toMatchObject({ value: '戴蓝色帽子' })
  })

  test('a visit that is being begun', async () => {
    const record = await readRecord(of.store, { table: 'guests', id: 'sample-guest-liu' })
    if (!record) throw new Error('no guest')
    const ended: string[] = []
    const begun = beginVisit(app(), { by: LIN, guest: guestFrom(record) }, 'zh-CN')
    void begun.then(() => ended.push('begun'))
    await lock(of.services)
    expect(ended).toEqual(['begun'])
    expect(await begun).toMatchObject({ kept: true })
  })

  test('a deed in an emergency', async () => {
    const ended: string[] = []
    void inOrder(of.store, async () => {
      await readRecord(of.store, { table: 'shop', id: 'shop' })
      ended.push('kept')
    })
    await lock(of.services)
    expect(ended).toEqual(['kept'])
  })
})

describe('[SEC6] a notice that comes after the tablet was locked', () => {
  const say = (more: object) =>
    useSession.getState().say({ text: '王秀兰已存好', tone: 'jade', at: of.clock.now(), ...more })

  test('is not shown where it may name a guest; what failed, and what names nobody, is', async () => {
    say({})
    expect(useSession.getState().notice).not.toBeNull()
    await lock(of.services)
    expect(useSession.getState().notice).toBeNull()
    for (const tone of ['jade', 'amber', 'plain']) say({ tone })
    expect(useSession.getState().notice).toBeNull()
    say({ text: '没有存上', tone: 'red' })
    expect(useSession.getState().notice?.text).toBe('没有存上')
    say({ text: '已加入南门店。', isForAll: true })
    expect(useSession.getState().notice?.text).toBe('已加入南门店。')
  })

  test('nor one that comes while the key is still being waited for', async () => {
    let end = () => {}
    void keeping(of.store, new Promise<void>((resolve) => (end = resolve)))
    const locking = lock(of.services)
    say({})
    end()
    await locking
    expect(useSession.getState().notice).toBeNull()
  })
})

describe('[SEC6] a tablet that nobody touches is locked', () => {
  const look = () => act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  const isLocked = () => waitFor(() => expect(useSession.getState().who).toBeNull(), { timeout: 8_000 })

  test('though its time was set back meanwhile', async () => {
    let steady = 0
    of.clock.mono = () => steady
    await show(of, <Idle />)
    of.clock.at -= 60 * MIN
    steady += 5 * MIN
    await look()
    await isLocked()
  })

  test('though its database does not answer', async () => {
    await show(of, <Idle />)
    of.store.database.device.get = (() => new Promise(() => {})) as never
    of.clock.at += 5 * MIN
    await look()
    await isLocked()
  })
})

test('[SEC6] locking one tab by its button locks the others of the same database, and no other’s', async () => {
  const channel = new BroadcastChannel('steamkeeper lock')
  const heard: unknown[] = []
  channel.addEventListener('message', ({ data }) => heard.push(data))
  await show(of, <Idle />)
  channel.postMessage('another shop')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(useSession.getState().who).toBe(LIN)
  await act(async () => channel.postMessage(of.store.database.name))
  await waitFor(() => expect(useSession.getState().who).toBeNull(), { timeout: 8_000 })
  await waitFor(() => expect(of.services.keys.isLocked()).toBe(true), { timeout: 8_000 })
  cleanup()
  await show(of, <LockButton />)
  press()
  await waitFor(() => expect(heard).toEqual([of.store.database.name]), { timeout: 8_000 })
  channel.close()
})
