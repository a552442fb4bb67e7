/** Stops an urn for an emergency: the engine's own event, with the reason that says so (A6, D13). */
import { useCallback } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import { fieldOf } from '../../domain/procedure/answers.ts'
import { isObject } from '../../domain/procedure/refusal.ts'
import { currentStart, isSteaming } from '../../domain/urn/starts.ts'
import { useDispatch } from '../state/runs.ts'
import { NOBODY } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import type { Here } from './use-facts.ts'

/** As the procedures name it among their reasons to stop. */
const EMERGENCY = 'emergency'

/** True once the "off" is on disk, or somebody else's was before. Nobody signed in does not hold it up. */
export function useStopUrn(): (guest: Here) => Promise<boolean> {
  const dispatch = useDispatch()
  return useCallback(
    async ({ loaded }) => {
      if (!isSteaming(loaded.run)) return true
      const by = useSession.getState().who ?? (NOBODY as StaffId)
      const outcome = await dispatch(loaded, { type: 'stop', reason: EMERGENCY, by })
      return 'kept' in outcome || ('refused' in outcome && outcome.refused === 'notSteaming')
    },
    [dispatch],
  )
}

/** Takes back an "off" that a tap on the wrong guest wrote: whoever is still inside is watched again (D13). */
export function useUnstopUrn(): (guest: Here) => Promise<void> {
  const dispatch = useDispatch()
  return useCallback(
    async ({ loaded }) => {
      const start = currentStart(loaded.run)
      const how = start?.off?.value
      if (!start || !isObject(how) || how.reason !== EMERGENCY) return
      const by = useSession.getState().who ?? (NOBODY as StaffId)
      await dispatch(loaded, { type: 'undo', field: fieldOf(loaded.procedure.clock.off, start.n), by })
    },
    [dispatch],
  )
}
