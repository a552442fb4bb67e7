/**
 * What was done while nobody was signed in is the tablet's, and stays so: no deed waits for a name. Who it was is said afterwards, in a
 * field beside the deed, which holds for that deed alone (`of` is its instant): done anew by nobody, it is asked again.
 * `{ 'step:lay': { at: 1763…, by: 'setup' }, 'named:step:lay': { whose: 'u2', of: 1763…, at: …, by: 'u2' } }`
 */
import type { Fields } from '../../sync/record.ts'
import type { StaffId } from '../ids.ts'
import { isObject } from '../procedure/refusal.ts'

/** Signs for the tablet itself, where nobody is known yet. */
export const NOBODY = 'setup' as StaffId

export type Deed = { readonly at: number; readonly by: StaffId }
const NAMED = 'named:'

/** Whose deed it was, as far as anybody has said. */
export function doerOf(fields: Fields, field: string, { at, by }: Deed): StaffId {
  const named = fields[`${NAMED}${field}`]
  const isNamed = isObject(named) && named.of === at && typeof named.whose === 'string'
  return by === NOBODY && isNamed ? (named.whose as StaffId) : by
}

/** The same for whoever knows only the deed; NOBODY while nobody has been named. */
export function doerAt(fields: Fields, deed: Deed): StaffId {
  const names = Object.keys(fields).filter((name) => name.startsWith(NAMED))
  const doers = names.map((name) => doerOf(fields, name.slice(NAMED.length), deed))
  return doers.find((doer) => doer !== NOBODY) ?? deed.by
}

/** Says whose deed it was; what was signed stays as it is. */
export function namedField(
  field: string,
  of: Deed,
  whose: StaffId,
  { by, now }: { readonly by: StaffId; readonly now: number },
): Fields {
  return { [`${NAMED}${field}`]: { whose, of: of.at, at: now, by } }
}
