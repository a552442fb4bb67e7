/** The guests that fit what is typed. The first letters of names come as soon as their dictionary is here; typing waits for nothing. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Guest } from '../../domain/people/guest.ts'
import { type GuestIndex, indexGuests, searchGuests } from '../../domain/people/search.ts'

type InitialsOf = (name: string) => string

const NO_INITIALS: InitialsOf = () => ''
/** What was prepared of a guest, by how; gone with the guest. Of 20,000 it is a second's work on a cheap tablet. */
const prepared = new WeakMap<InitialsOf, WeakMap<Guest, GuestIndex<Guest>>>()

function indexOf(guests: readonly Guest[], initialsOf: InitialsOf): GuestIndex<Guest> {
  const known = prepared.get(initialsOf) ?? new WeakMap()
  prepared.set(initialsOf, known)
  return guests.flatMap((guest) => {
    const entry = known.get(guest) ?? indexGuests([guest], initialsOf)
    known.set(guest, entry)
    return entry
  })
}

/** All of them for nothing typed; `asked` is what was searched for. */
export function useGuestSearch(
  guests: readonly Guest[],
  typed: string,
): { readonly found: readonly Guest[]; readonly asked: string } {
  const asked = useDeferredValue(typed)
  const initialsOf = useInitials()
  const index = useMemo(() => indexOf(guests, initialsOf ?? NO_INITIALS), [guests, initialsOf])
  return { found: useMemo(() => searchGuests(index, asked), [index, asked]), asked }
}

function useInitials(): InitialsOf | undefined {
  const [initials, setInitials] = useState<{ readonly of: InitialsOf }>()
  useEffect(() => {
    // Without it names are found as before.
    import('./initials.ts').then(
      (m) => setInitials({ of: m.initialsOf }),
      () => undefined,
    )
  }, [])
  return initials?.of
}
