/**
 * Where somebody is within a visit: the stage looked at, and whether the questions or the list is on the screen. Ids alone, nothing of
 * the guest. It stays while the tablet is locked, so that unlocking leads back to the same step (SEC6), and is forgotten when the visit is
 * left: whoever opens it anew sees what is now. An urn that runs comes before whatever was looked at (D13).
 */
import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { StageId } from '../../domain/ids.ts'
import type { ChallengeMoment } from '../../domain/procedure/challenge.ts'
import { useSession } from './session.ts'

type LookedAt = {
  /** Null for the one that is now. */
  readonly shown: StageId | null
  readonly challenge: ChallengeMoment | null
  /** The moment whose questions have come by themselves: they come once. */
  readonly come: ChallengeMoment | null
  readonly turnedToList: ReadonlySet<ChallengeMoment>
}

const NOW: LookedAt = { shown: null, challenge: null, come: null, turnedToList: new Set() }

/** `of`: which opening of which screen. One alone: a screen that is left is forgotten. */
const useOne = create<{ readonly of: string; readonly at: LookedAt }>(() => ({ of: '', at: NOW }))

/** Of one run, for as long as its screen is there; and how to change it. `isUrnOn`: what is to be seen first is the urn. */
export function useLookedAt(
  runId: string,
  isUrnOn: boolean,
): readonly [LookedAt, (change: (before: LookedAt) => Partial<LookedAt>) => void] {
  // A tap on an alarm opens the visit anew.
  const of = useSession((s) => `${runId} ${s.jumps}`)
  const lookedAt = useOne((one) => (one.of === of ? one.at : NOW))
  const change = useCallback(
    (part: (before: LookedAt) => Partial<LookedAt>) =>
      useOne.setState((one) => {
        const before = one.of === of ? one.at : NOW
        return { of, at: { ...before, ...part(before) } }
      }),
    [of],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the screen comes.
  useEffect(() => {
    if (isUrnOn)
      change(({ challenge }) => ({ shown: null, challenge: challenge === 'enter' ? null : challenge }))
    return () => {
      const isLocked = useSession.getState().who === null
      if (!isLocked) useOne.setState((one) => (one.of === of ? { of: '', at: NOW } : one))
    }
  }, [of, change])
  return [lookedAt, change]
}
