/** A visit on the screen follows what is read beside its own record. */
import { liveQuery } from 'dexie'
import { afterEach, expect, test } from 'vitest'
import { commit } from '../../../src/db/commit.ts'
import { type Fields, readRecord } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { guestFrom } from '../../../src/domain/people/guest.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import type { App } from '../../../src/ui/state/app.tsx'
import { beginVisit } from '../../../src/ui/state/dispatch.ts'
import { loadRun } from '../../../src/ui/state/runs.ts'
import { putAway, sampleTablet, sealedTablet, type TestTablet } from './harness.tsx'

afterEach(putAway)

const GUEST = 'sample-guest-sun'
const LIN = 'sample-staff-lin' as StaffId

async function unlocked(): Promise<TestTablet> {
  const of = await sealedTablet()
  await of.services.keys.unlock({ person: LIN, pin: SAMPLE_PIN }, false)
  return of
}

test.each([
  ['clear', sampleTablet],
  ['sealed', unlocked],
])('[C4] a visit sees its guest renamed, and a yes taken back; %s', async (_, make) => {
  const { store, services } = await make()
  const guest = await readRecord(store, { table: 'guests', id: GUEST })
  if (!guest) throw new Error('the sample shop has no such guest')
  const begun = await beginVisit(services as App, { by: LIN, guest: guestFrom(guest) }, 'zh-CN')
  if (!('kept' in begun)) throw new Error(JSON.stringify(begun))
  let latest = ''
  const subscription = liveQuery(async () => await loadRun(store, 'visits', begun.id, 'zh-CN')).subscribe(
    (loaded) => {
      latest = `${loaded?.guest?.name} ${loaded?.run.context.keeps.readings}`
    },
  )
  const write = (table: string, fields: Fields) =>
    commit(store, {
      intent: 'test',
      actor: LIN,
      session: 's1',
      keys: [],
      plan: () => ({ changes: [{ table, id: GUEST, fields }] }),
    })
  await expect.poll(() => latest).toBe('孙志远 true')
  await write('guests', { name: '孙远' })
  await expect.poll(() => latest).toBe('孙远 true')
  const consents = await readRecord(store, { table: 'consents', id: GUEST })
  const given = consents?.fields['readings#1'] as { readonly [part: string]: string }
  await write('consents', { 'readings#2': { ...given, given: false } })
  await expect.poll(() => latest).toBe('孙远 false')
  subscription.unsubscribe()
})
