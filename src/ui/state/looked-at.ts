/**
 * Where somebody is within a visit: the stage looked at, and whether the questions or the list is on the screen. Ids alone, nothing of
 * the guest. It stays while the tablet is locked, so that unlocking leads back to the same step (SEC6), and is forgotten when the visit is
 * left: whoever opens it anew sees what is now. An urn that runs comes before whatever was looked at (D13).
 */
import { useCallback, useEffect, useMemo, useState } from 'react'
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

type Screen = { readonly isUrnOn: boolean }
/** `of`: which opening of which visit; `screen`: whose it is. One alone: a screen that is left is forgotten. */
type One = { readonly of: string; readonly screen: Screen | null; readonly at: LookedAt }
const NOTHING: One = { of: '', screen: null, at: NOW }
const useOne = create<One>(() => NOTHING)

/** What a screen begins with, from what the one before the lock left. */
function seenBy(screen: Screen, of: string, one: One): LookedAt {
  if (one.of !== of) return NOW
  if (one.screen === screen || !screen.isUrnOn) return one.at
  return { ...one.at, shown: null, challenge: one.at.challenge === 'enter' ? null : one.at.challenge }
}

/** Of one run, for as long as its screen is there; and how to change it. `isUrnOn` as it comes: what is to be seen first is the urn. */
export function useLookedAt(
  runId: string,
  isUrnOn: boolean,
): readonly [LookedAt, (change: (before: LookedAt) => Partial<LookedAt>) => void] {
  // A tap on an alarm opens the visit anew.
  const of = useSession((s) => `${runId} ${s.jumps}`)
  const [screen] = useState<Screen>(() => ({ isUrnOn }))
  const one = useOne()
  const lookedAt = useMemo(() => seenBy(screen, of, one), [screen, of, one])
  const change = useCallback(
    (part: (before: LookedAt) => Partial<LookedAt>) =>
      useOne.setState((now) => {
        const before = seenBy(screen, of, now)
        return { of, screen, at: { ...before, ...part(before) } }
      }),
    [screen, of],
  )
  useEffect(
    () => () => {
      const isLocked = useSession.getState().who === null
      if (!isLocked) useOne.setState((now) => (now.of === of ? NOTHING : now))
    },
    [of],
  )
  return [lookedAt, change]
}
