/** Stops an urn for an emergency: the engine's own event, with the reason that says so (A6, D13). */
import { useCallback } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import { isSteaming } from '../../domain/urn/starts.ts'
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
