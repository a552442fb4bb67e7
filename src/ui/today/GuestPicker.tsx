/**
 * Who it is for: found by name, form of address or the end of the phone number. Guests of the same name are marked and
 * shown with what tells them apart; choosing one of them says so again. Whoever has no business with a guest today finds them by what
 * they were told, and reads no more than the list of guests shows them (SEC8).
 */
import { Suspense, useMemo, useState } from 'react'
import { guestsServed } from '../../db/business.ts'
import type { GuestId } from '../../domain/ids.ts'
import { type Guest, phoneTail } from '../../domain/people/guest.ts'
import { asSeen, type Seen } from '../../domain/people/seen.ts'
import { GuestForm } from '../guests/GuestForm.tsx'
import { useGuestList, useWhole } from '../guests/use-guest-list.ts'
import { useGuestSearch } from '../guests/use-guest-search.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { StillRow, TapRow } from '../kit/ListRow.tsx'
import { Tag } from '../kit/Tag.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useApp } from '../state/app.tsx'
import { useDraft } from '../state/drafts.ts'
import { useLive } from '../state/live.ts'
import { useSeen } from '../state/rights.ts'
import { useRightsStrings } from '../strings/rights-strings.ts'
import { type Strings, useStrings } from '../strings/strings.ts'
import styles from './GuestPicker.module.css'

/** More are not read through by anybody; one more letter is quicker. */
const SHOWN = 24

/** `value` null asks for a guest; otherwise shows the chosen one with a way to change. */
export function GuestPicker({
  value,
  onChange,
}: {
  readonly value: GuestId | null
  readonly onChange: (id: GuestId | null) => void
}) {
  const { today } = useStrings()
  const guests = useOffered(useGuestList(), value)
  const [chosen] = useWhole(useMemo(() => guests?.filter(({ id }) => id === value) ?? [], [guests, value]))
  const seen = useSeen(chosen ? [chosen.id] : [])
  if (!guests || !seen) return <p role="status">{today.loading}</p>
  return chosen ? (
    <Chosen
      guest={chosen}
      seen={seen(chosen.id)}
      same={sameNamed(guests, chosen)}
      onChange={() => onChange(null)}
    />
  ) : (
    <Search guests={guests} onChoose={onChange} />
  )
}

/** Without those who were served under a number: they are nobody's regulars, and come under another one next time. */
function useOffered(
  guests: readonly Guest[] | undefined,
  chosen: GuestId | null,
): readonly Guest[] | undefined {
  const { store } = useApp()
  const numbers = guests?.filter(({ numbered }) => numbered).map(({ id }) => id)
  const key = numbers?.join(' ') ?? ''
  const served = useLive(() => guestsServed(store, key === '' ? [] : key.split(' ')), [store, key])
  return useMemo(
    () => served && guests?.filter(({ id }) => id === chosen || !served.has(id)),
    [guests, served, chosen],
  )
}

function Chosen({
  guest,
  seen,
  same,
  onChange,
}: {
  readonly guest: Guest
  readonly seen: Seen
  readonly same: number
  readonly onChange: () => void
}) {
  const strings = useStrings()
  const { sheet } = strings.today
  return (
    <>
      <StillRow>
        <GuestWords guest={guest} seen={seen} strings={strings} isSame={same > 1} />
        <Button small onPress={onChange}>
          {sheet.change}
        </Button>
      </StillRow>
      {same > 1 ? (
        <div className={styles.note}>
          <Banner tone="amber">
            {seen === 'masked' ? (
              <Suspense>
                <AskDigits same={same} />
              </Suspense>
            ) : (
              sheet.sameNameWarning(guest.name, same)
            )}
          </Banner>
        </div>
      ) : null}
    </>
  )
}

function AskDigits({ same }: { readonly same: number }) {
  return useRightsStrings().masked.sameName(same)
}

function Search({
  guests,
  onChoose,
}: {
  readonly guests: readonly Guest[]
  readonly onChoose: (id: GuestId) => void
}) {
  const strings = useStrings()
  const { sheet } = strings.today
  const [text, setText] = useState('')
  // Named as the form's own drafts: saved, they go together.
  const [isNew, setNew] = useDraft('guests picker', () => false, { isPlace: true })
  const { found, asked } = useGuestSearch(guests, text)
  const rows = useWhole(useMemo(() => found.slice(0, SHOWN), [found]))
  const seen = useSeen(rows.map(({ id }) => id))
  const hidden = found.length - SHOWN
  return (
    <div className={styles.search}>
      <div className={styles.find}>
        <TextEntry
          label={sheet.findLabel}
          hint={sheet.findHint}
          type="search"
          value={text}
          onChange={setText}
          maxLength={40}
        />
        <Button small onPress={() => setNew(true)}>
          {sheet.newGuest}
        </Button>
      </div>
      {guests.length === 0 ? <p className={styles.none}>{sheet.noGuests}</p> : null}
      {guests.length > 0 && found.length === 0 ? (
        <p className={styles.none} role="status">
          {sheet.notFound(asked.trim())}
        </p>
      ) : null}
      <ul className={styles.list} aria-label={sheet.found}>
        {(seen ? rows : []).map((guest) => (
          <li key={guest.id}>
            <TapRow onPress={() => onChoose(guest.id)}>
              <GuestWords
                guest={guest}
                seen={seen?.(guest.id) ?? 'masked'}
                strings={strings}
                isSame={sameNamed(guests, guest) > 1}
              />
            </TapRow>
          </li>
        ))}
      </ul>
      {hidden > 0 ? <p className={styles.none}>{sheet.tooMany(hidden)}</p> : null}
      {isNew ? (
        <GuestForm
          guest={null}
          guests={guests}
          onOpenTwin={(id) => onChoose(id as GuestId)}
          onSaved={(id) => onChoose(id as GuestId)}
          onClose={() => setNew(false)}
        />
      ) : null}
    </div>
  )
}

function GuestWords({
  guest: whole,
  seen,
  strings,
  isSame,
}: {
  readonly guest: Guest
  readonly seen: Seen
  readonly strings: Strings
  readonly isSame: boolean
}) {
  const { sheet, comma, register } = strings.today
  const guest = asSeen(whole, seen)
  const tail = phoneTail(guest)
  // Of what a mask hides nothing is said, nor that there is none.
  const more = [
    tail ? sheet.tail(tail) : sheet.noTail,
    guest.card?.name ?? (guest.trial ? register.trial : sheet.noCard),
  ]
  const parts = [
    guest.name === guest.address ? '' : guest.name,
    strings.kit.genderWord[guest.gender],
    ...(seen === 'masked' ? [] : more),
  ]
  return (
    <span className={styles.words}>
      <span className={styles.name}>{guest.address}</span>
      {isSame ? <Tag tone="amber">{sheet.sameName}</Tag> : null}
      <span className={styles.detail}>{parts.filter((part) => part !== '').join(comma)}</span>
    </span>
  )
}

/** How many guests of the shop bear the same full name. */
function sameNamed(guests: readonly Guest[], { name }: Guest): number {
  return guests.filter((other) => other.name === name).length
}
