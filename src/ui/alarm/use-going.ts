/** "I go": the one who works here answers an alarm by name, and the rest of the shop falls silent (A6.5, A6.6). */
import { useCallback } from 'react'
import { ALARMS, planGoing } from '../../domain/alarm/going.ts'
import type { StaffId } from '../../domain/ids.ts'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import type { ShownAlarm } from './shown.ts'

/** Resolves when it is kept; what fails is said. */
export function useGoing(): (alarm: ShownAlarm, by: StaffId) => Promise<void> {
  const { clock } = useApp()
  const save = useSave()
  const sayFailed = useSayFailed()
  return useCallback(
    async (alarm, by) => {
      const saved = await save<never>({
        intent: 'alarm.go',
        keys: [{ table: ALARMS, id: alarm.id }],
        plan: ([record]) => ({
          changes: planGoing(alarm, record ?? null, { by, now: clock.now(), day: alarm.day }),
        }),
      })
      if ('failed' in saved) sayFailed(saved.failed)
    },
    [clock, save, sayFailed],
  )
}
