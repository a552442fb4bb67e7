/** What the screens make of a clock that the server has put right (HLC5). */
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { setSync } from '../sync/seed.ts'
import { putAway, sampleTablet, showApp, withCorrection } from './harness.tsx'

const HOURS_OFF = 26
const OFF_MS = HOURS_OFF * 3_600_000
/** Well below the ten seconds in which the day is looked at otherwise. */
const AT_ONCE = { timeout: 3_000 }

afterEach(() => {
  cleanup()
  putAway()
})

test('[HLC5] Today shows the right day as soon as the server’s time is known, not at its next look at the clock', async () => {
  const of = withCorrection(await sampleTablet())
  of.clock.at += OFF_MS
  useSession.setState({ who: 'sample-staff-lin' as StaffId })
  await showApp(of)
  expect(await screen.findByText(/^11月24日周二/, {}, { timeout: 8_000 })).toBeTruthy()
  await setSync(of.store, { offsetMs: -OFF_MS })
  expect(await screen.findByText(/^11月23日周一/, {}, AT_ONCE)).toBeTruthy()
})
