/**
 * Is this the right guest? Asked large, before blood pressure and before the urn: form of address, full name, phone
 * tail, and who in the shop could be taken for them. Once confirmed it is an ordinary row.
 */
import { useEffect, useRef } from 'react'
import { openRecords, readRecords } from '../../../db/queries.ts'
import { type Guest, guestFrom, phoneTail } from '../../../domain/people/guest.ts'
import type { Step } from '../../../domain/procedure/structure.ts'
import { alikeGuests } from '../../../domain/visit/names.ts'
import { Button } from '../../kit/Button.tsx'
import { WarnIcon } from '../../kit/Icons.tsx'
import { Row } from '../../kit/Row.tsx'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { shownGuest } from '../../state/shown-guest.ts'
import { useStrings } from '../../strings/strings.ts'
import { optionWords, valueWords } from '../stage/value-words.ts'
import type { StepRowProps } from './step-row-props.ts'
import styles from './steps.module.css'
import { useStep } from './use-step.ts'

/** Guests under way whom this one could be taken for. */
function useAlike(guest: Guest | null): readonly Guest[] {
  const { store } = useApp()
  const { kit } = useStrings()
  const found = useLive(async () => {
    if (!guest) return []
    const visits = await openRecords(store, 'visits')
    const here = [...new Set(visits.map(({ fields }) => String(fields.guestId)))].filter(
      (id) => id !== guest.id,
    )
    const records = await readRecords(store, 'guests', here)
    const others = records.map((record) => shownGuest(guestFrom(record), kit))
    return others.filter((other) => alikeGuests([guest, other]).size > 0)
  }, [store, guest?.id, guest?.name, guest?.address, kit])
  return found ?? []
}

/** The card while it is open, a row afterwards; "not this guest" leads to moving the visit. */
export function IdentityRow(props: StepRowProps & { readonly step: Extract<Step, { kind: 'choose' }> }) {
  const { view, step, isFirst } = props
  const { label, state, stateText, need, rowRef, more, detail, words, answer, work } = useStep(view, isFirst)
  const wasOpen = useRef(view.state === 'open')
  useEffect(() => {
    if (wasOpen.current && view.state === 'done' && document.activeElement === document.body)
      rowRef.current?.focus({ preventScroll: true })
    wasOpen.current = view.state === 'open'
  }, [view.state, rowRef])
  const { guest } = work.loaded
  if ((view.state !== 'open' && view.satisfied) || !guest) {
    return (
      <Row
        state={state}
        need={need}
        label={label}
        stateText={stateText}
        detail={detail(view.answer ? valueWords(step, view.answer.value, words) : undefined)}
        onPress={more.onPress}
        more={more}
        rowRef={rowRef}
      />
    )
  }
  const [same, other] = step.options
  return (
    <section
      ref={rowRef}
      tabIndex={-1}
      className={`${styles.identity} ${need ? styles.need : ''}`}
      aria-label={label}
    >
      <p className={styles.identityTitle}>{label}</p>
      <GuestCard guest={guest} />
      <Alike guest={guest} />
      <div className={styles.identityActions}>
        {other ? (
          <Button small onPress={() => work.open({ kind: 'move' })}>
            {optionWords(words.text, step.id, other.id)}
          </Button>
        ) : null}
        {same ? (
          <Button small onPress={() => answer(same.id)}>
            {optionWords(words.text, step.id, same.id)}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

/** Form of address, name, phone tail, gender: large. */
export function GuestCard({ guest }: { readonly guest: Guest }) {
  const { visit, kit } = useStrings()
  const tail = phoneTail(guest)
  return (
    <dl className={styles.identityCard}>
      <div className={styles.identityAddress}>
        <dt className="visually-hidden">{visit.identity.address}</dt>
        <dd>{guest.address}</dd>
      </div>
      {guest.name === guest.address ? null : (
        <div>
          <dt>{visit.identity.name}</dt>
          <dd>{guest.name}</dd>
        </div>
      )}
      <div>
        <dt>{visit.identity.phone}</dt>
        <dd>{tail || visit.identity.noPhone}</dd>
      </div>
      <div>
        <dt>{visit.identity.gender}</dt>
        <dd>{kit.genderWord[guest.gender]}</dd>
      </div>
    </dl>
  )
}

/** Who else is here and could be taken for this guest; nothing when nobody could. */
export function Alike({ guest }: { readonly guest: Guest }) {
  const { visit } = useStrings()
  const alike = useAlike(guest)
  if (alike.length === 0) return null
  const names = alike.map((one) =>
    [...new Set([one.address, one.name, phoneTail(one)])].filter(Boolean).join(' '),
  )
  return (
    <p className={styles.identityWarning} role="alert">
      <WarnIcon />
      <span>{visit.identity.same(names.join(visit.and))}</span>
    </p>
  )
}
