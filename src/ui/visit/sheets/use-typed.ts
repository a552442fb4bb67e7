/** What is typed into the sheets of one run, and which of them is open: neither is lost when the tablet is locked (SEC6). */
import type { Dispatch, SetStateAction } from 'react'
import type { Json } from '../../../base/json.ts'
import { useDraft } from '../../state/drafts.ts'
import { useWork } from '../work.tsx'

/** How the names of all of them begin: what is kept by one ends them. */
export const sheetsOf = (runId: string) => `run ${runId} sheet`

/** `useState` of a sheet. `what` tells it from the others by ids alone; the options are those of `useDraft`. */
export function useTyped<T>(
  what: string,
  first: () => T,
  options: { readonly about?: Json; readonly isHeld?: boolean } = {},
): readonly [T, Dispatch<SetStateAction<T>>] {
  const { loaded } = useWork()
  return useDraft(`${sheetsOf(loaded.run.id)} ${what}`, first, options)
}
