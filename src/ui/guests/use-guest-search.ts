/** The guests that fit what is typed. The first letters of names come as soon as their dictionary is here; typing waits for nothing. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Guest } from '../../domain/people/guest.ts'
import { indexGuests, searchGuests } from '../../domain/people/search.ts'

type InitialsOf = (name: string) => string

/** All of them for nothing typed; `asked` is what was searched for. */
export function useGuestSearch(
  guests: readonly Guest[],
  typed: string,
): { readonly found: readonly Guest[]; readonly asked: string } {
  const asked = useDeferredValue(typed)
  const initialsOf = useInitials()
  const index = useMemo(() => indexGuests(guests, initialsOf), [guests, initialsOf])
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
