/** Everybody whom the shop knows: a list to search, a page a guest, a form to write one down. */
import { lazy, Suspense, useMemo, useState } from 'react'
import { openRecords } from '../../db/queries.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { asSeen } from '../../domain/people/seen.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { PlusIcon } from '../kit/Icons.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useApp } from '../state/app.tsx'
import { useDraft } from '../state/drafts.ts'
import { useLive } from '../state/live.ts'
import { useMayNot, useSeen } from '../state/rights.ts'
import { useStrings } from '../strings/strings.ts'
import { GuestForm } from './GuestForm.tsx'
import { GuestPage } from './GuestPage.tsx'
import { GuestRow } from './GuestRow.tsx'
import styles from './GuestsScreen.module.css'
import { useGuest, useGuestList, useWhole } from './use-guest-list.ts'
import { useGuestSearch } from './use-guest-search.ts'

const ErasedWay = lazy(async () => ({ default: (await import('./rights/GuestRights.tsx')).ErasedWay }))

type Open = { readonly kind: 'page' | 'form'; readonly id: string | null } | null

const NONE: readonly Guest[] = []
/** Several screens full: more are not read through by anybody, and would make every letter wait. */
const SHOWN = 40

/** Stays quick with 20,000 guests: rows out of sight are not laid out, typing does not wait for the list. */
export function GuestsScreen() {
  const { guests: words } = useStrings()
  const { store } = useApp()
  const [query, setQuery] = useState('')
  const [open, setOpen] = useDraft<Open>('guests', () => null, { isPlace: true })
  const guests = useGuestList()
  const here = useLive(async () => {
    const visits = await openRecords(store, 'visits')
    return new Set(visits.map((visit) => visit.fields.guestId))
  }, [store])
  const { found, asked } = useGuestSearch(guests ?? NONE, query)
  const guest = useGuest(open?.id ?? null)
  const mayNot = useMayNot('guests')
  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <h1>{words.title}</h1>
        <p className={styles.count} role="status">
          {guests && (asked.trim() ? words.found(found.length, guests.length) : words.count(guests.length))}
        </p>
        <div className={styles.search}>
          <TextEntry label={words.search} type="search" value={query} maxLength={60} onChange={setQuery} />
        </div>
      </header>
      <GuestList
        guests={guests}
        found={found}
        here={here ?? new Set()}
        onOpen={(id) => setOpen({ kind: 'page', id })}
        onClear={() => setQuery('')}
      />
      <Suspense>
        <ErasedWay />
      </Suspense>
      {mayNot ? null : (
        <div className={styles.next}>
          <Button look="go" onPress={() => setOpen({ kind: 'form', id: null })}>
            <PlusIcon />
            {words.add}
          </Button>
        </div>
      )}
      {open?.kind === 'page' && guest ? (
        <GuestPage
          guest={guest}
          onEdit={() => setOpen({ kind: 'form', id: guest.id })}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.kind === 'form' && (open.id === null || guest) ? (
        <GuestForm
          guest={guest}
          guests={guests ?? []}
          onOpenTwin={(id) => setOpen({ kind: 'page', id })}
          onClose={() => setOpen(open.id ? { kind: 'page', id: open.id } : null)}
          onSaved={(id) => setOpen({ kind: 'page', id })}
        />
      ) : null}
    </main>
  )
}

function GuestList({
  guests,
  found,
  here,
  onOpen,
  onClear,
}: {
  readonly guests: readonly Guest[] | undefined
  readonly found: readonly Guest[]
  readonly here: ReadonlySet<unknown>
  readonly onOpen: (id: string) => void
  readonly onClear: () => void
}) {
  const { guests: words } = useStrings()
  const [shown, setShown] = useState(SHOWN)
  const whole = useWhole(useMemo(() => found.slice(0, shown), [found, shown]))
  const seen = useSeen(whole.map(({ id }) => id))
  const rows = useMemo(() => (seen ? whole.map((guest) => asSeen(guest, seen(guest.id))) : []), [whole, seen])
  if (!guests) return <p className={styles.loading}>{words.loading}</p>
  if (guests.length === 0) return <Empty title={words.empty} line={words.emptyLine} />
  if (found.length === 0)
    return (
      <Empty title={words.noMatch} line={words.noMatchLine}>
        <Button onPress={onClear}>{words.clearSearch}</Button>
      </Empty>
    )
  const hidden = found.length - shown
  return (
    <>
      <ul className={styles.list} aria-label={words.list}>
        {rows.map((guest) => (
          <GuestRow key={guest.id} guest={guest} isHere={here.has(guest.id)} onOpen={onOpen} />
        ))}
      </ul>
      {hidden > 0 ? (
        <p className={styles.more}>
          <Button onPress={() => setShown(shown + SHOWN)}>
            {words.more(Math.min(hidden, SHOWN), hidden)}
          </Button>
        </p>
      ) : null}
    </>
  )
}
