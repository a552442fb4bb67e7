/** Stops an urn for an emergency: the engine's own event, with the reason that says so (A6, D13). */
import { useCallback } from 'react'
import { EMERGENCY_STOP } from '../../domain/emergency/plan-incident.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { fieldOf, fieldsOf } from '../../domain/procedure/answers.ts'
import { isObject } from '../../domain/procedure/refusal.ts'
import { outOf } from '../../domain/urn/out.ts'
import { currentStart, isSteaming } from '../../domain/urn/starts.ts'
import { useApp } from '../state/app.tsx'
import { useDispatch } from '../state/dispatch.ts'
import { type LoadedRun, loadRun } from '../state/runs.ts'
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

/**
 * Takes back what a tap on the wrong guest wrote: whoever is still inside is watched again (D13). Where the "off" itself stays, past the
 * deadline or once its stage is left, the word that the guest is out goes alone. False while something still says so.
 */
export function useUnstopUrn(): (guest: Here) => Promise<boolean> {
  const takeBack = useTakeBack()
  return useCallback(
    (guest) =>
      takeBack(guest, async ({ run, procedure }, undo) => {
        const start = currentStart(run)
        const how = start?.off?.value
        const isOurs = start && isObject(how) && how.reason === EMERGENCY_STOP
        const isOnAgain = isOurs && (await undo(fieldOf(procedure.clock.off, start.n)))
        if (!isOnAgain && fieldsOf(run).ledOut) await undo('ledOut')
      }),
    [takeBack],
  )
}

/** The same where the "off" was right: only the word that the guest is out goes. */
export function useUnsayOut(): (guest: Here) => Promise<boolean> {
  const takeBack = useTakeBack()
  return useCallback(
    (guest) =>
      takeBack(guest, async ({ run }, undo) => {
        if (fieldsOf(run).ledOut) await undo('ledOut')
      }),
    [takeBack],
  )
}

type Undo = (field: string) => Promise<boolean>

/** On the visit as it is kept: the card may not show yet what the last tap wrote, nor what the visit itself has said since. */
function useTakeBack(): (
  guest: Here,
  work: (kept: LoadedRun, undo: Undo) => Promise<void>,
) => Promise<boolean> {
  const dispatch = useDispatch()
  const { store } = useApp()
  return useCallback(
    async ({ loaded }, work) => {
      const { id, table } = loaded.run
      const { who, language } = useSession.getState()
      const read = () => loadRun(store, table, id, language).catch(() => null)
      const before = await read()
      if (before === null) return false
      await work(
        before,
        async (field) => 'kept' in (await dispatch(before, { type: 'undo', field, by: who ?? NOBODY })),
      )
      const after = await read()
      return after !== null && outOf(after.run) === null
    },
    [dispatch, store],
  )
}
