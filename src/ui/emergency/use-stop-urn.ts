/** Stops an urn for an emergency: the engine's own event, with the reason that says so (A6, D13). */
import { useCallback } from 'react'
import { EMERGENCY_STOP } from '../../domain/emergency/plan-incident.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { fieldOf, fieldsOf } from '../../domain/procedure/answers.ts'
import { isObject } from '../../domain/procedure/refusal.ts'
import { currentStart, isSteaming } from '../../domain/urn/starts.ts'
import { useDispatch } from '../state/dispatch.ts'
import { useSession } from '../state/session.ts'
import type { Here } from './use-facts.ts'

/** Somebody else has said it before. */
const SAID: readonly string[] = ['notSteaming', 'unchanged']

/**
 * True once the "off" is on disk, or somebody else's was before; `isOut`: and that the guest is out. Nobody signed in does
 * not hold it up.
 */
export function useStopUrn(): (guest: Here, isOut?: boolean) => Promise<boolean> {
  const dispatch = useDispatch()
  return useCallback(
    async ({ loaded }, isOut = false) => {
      const { run } = loaded
      const isOn = isSteaming(run)
      if (!isOn && !(isOut && currentStart(run))) return true
      const by = useSession.getState().who ?? NOBODY
      const event = isOn
        ? ({ type: 'stop', reason: EMERGENCY_STOP, isOut, by } as const)
        : ({ type: 'ledOut', by } as const)
      const outcome = await dispatch(loaded, event)
      return 'kept' in outcome || ('refused' in outcome && SAID.includes(outcome.refused))
    },
    [dispatch],
  )
}

/** Takes back what a tap on the wrong guest wrote: whoever is still inside is watched again (D13). */
export function useUnstopUrn(): (guest: Here) => Promise<void> {
  const dispatch = useDispatch()
  return useCallback(
    async ({ loaded }) => {
      const start = currentStart(loaded.run)
      const how = start?.off?.value
      const by = useSession.getState().who ?? NOBODY
      const isOurs = start && isObject(how) && how.reason === EMERGENCY_STOP
      const field = isOurs ? fieldOf(loaded.procedure.clock.off, start.n) : 'ledOut'
      if (isOurs || fieldsOf(loaded.run).ledOut) await dispatch(loaded, { type: 'undo', field, by })
    },
    [dispatch],
  )
}
