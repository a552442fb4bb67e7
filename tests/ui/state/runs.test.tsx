import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StaffId, StepId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { useDispatch } from '../../../src/ui/state/dispatch.ts'
import { loadRun } from '../../../src/ui/state/runs.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet } from './harness.tsx'

const by = 'sample-staff-lin' as StaffId
const place = { roomId: 'sample-room-1', urnId: 'sample-urn-1' }
let of: TestTablet
let dispatch: ReturnType<typeof useDispatch>

function Hand() {
  dispatch = useDispatch()
  return null
}

beforeEach(async () => {
  of = await sampleTablet()
  await show(of, <Hand />)
})
afterEach(() => {
  cleanup()
  putAway()
})

async function visit(id: string, guestId: string, more = {}) {
  const at = of.clock.now()
  await put(of.store, {
    table: 'visits',
    id,
    create: true,
    day: '2026-11-23',
    fields: {
      procedureId: structure.id,
      guestId,
      begun: { at, by },
      consultant: { value: by, at, by },
      place,
      ...more,
    },
  })
}

test('[D5] what another tab wrote after the screen was drawn counts: a room that is not clean refuses its gate', async () => {
  await visit('v1', 'sample-guest-liu')
  const loaded = await loadRun(of.store, 'visits', 'v1', 'zh-CN')
  if (!loaded) throw new Error('no visit')
  await put(of.store, {
    table: 'turnovers',
    id: 't-0',
    create: true,
    day: '2026-11-23',
    fields: {
      procedureId: structure.id,
      visitId: 'v0',
      place,
      begun: { at: of.clock.now(), by },
    },
  })
  const done = await dispatch(loaded, {
    type: 'answer',
    answers: [{ stepId: 'A5.2-clean' as StepId, value: 'clean' }],
    by,
  })
  expect(done).toMatchObject({ refused: 'roomNotClean' })
})

test('[D15] the run knows who is steaming in its urn', async () => {
  const at = of.clock.now()
  await visit('v1', 'sample-guest-liu')
  await visit('v2', 'sample-guest-ma', {
    [`${structure.clock.start}#1`]: { value: { setting: '1', plannedMin: 30 }, at, by },
  })
  const loaded = await loadRun(of.store, 'visits', 'v1', 'zh-CN')
  expect(loaded?.run.context.urnTakenBy).toEqual({ visitId: 'v2' })
})
