/** Saving from a form: one intent through `commit`, and a failure as a code that the form puts into words. */
import { useCallback } from 'react'
import type { Change } from '../../db/commit.ts'
import { commit, keeping } from '../../db/commit.ts'
import type { RecordKey, SyncRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { StoreError, type StoreErrorCode } from '../../db/store-error.ts'
import type { StaffId } from '../../domain/ids.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { isCare } from '../../domain/people/rights.ts'
import { type App, useApp } from './app.tsx'
import { failureOf } from './failure.ts'
import { useSession } from './session.ts'

/** What a small planner answers: the changes, or the name of the sentence that says why not. */
export type Plan<Why extends string> = { readonly changes: readonly Change[] } | { readonly refused: Why }
export type SaveRequest<Why extends string> = {
  readonly intent: string
  readonly keys: readonly RecordKey[]
  readonly plan: (records: readonly SyncRecord[]) => Plan<Why>
}
export type Saved<Why extends string> =
  | { readonly kept: true }
  | { readonly refused: Why }
  | { readonly failed: StoreErrorCode }

/** Resolves when it is on disk (C1), or says why it is not; never throws. */
export function useSave(): <Why extends string>(request: SaveRequest<Why>) => Promise<Saved<Why>> {
  const { store, session } = useApp()
  const who = useSession((s) => s.who)
  return useCallback(
    // What is asked first needs its time: a tablet that is locked meanwhile waits for it.
    (request) => keeping(store, save({ store, session, who }, request)),
    [store, session, who],
  )
}

async function save<Why extends string>(
  { store, session, who }: Pick<App, 'store' | 'session'> & { readonly who: StaffId | null },
  { intent, keys, plan }: SaveRequest<Why>,
): Promise<Saved<Why>> {
  try {
    const mayKeep = who === null ? null : await judgeOf(store, who, keys)
    const result = await commit<{ readonly refused: Why }>(store, {
      intent,
      actor: who ?? NOBODY,
      session,
      keys,
      plan: (records) => {
        const planned = plan([...records.values()])
        if (mayKeep && 'changes' in planned && !mayKeep(planned.changes)) throw new StoreError('notAllowed')
        return planned
      },
    })
    return 'refused' in result ? result : { kept: true }
  } catch (error) {
    return { failed: failureOf(error) }
  }
}

/** Nothing is fetched or read for what is about care alone: it is never refused. */
async function judgeOf(store: Store, who: StaffId, keys: readonly RecordKey[]) {
  if (keys.length > 0 && keys.every(isCare)) return null
  return (await import('./rights-judge.ts')).rightsJudge(store, who)
}
