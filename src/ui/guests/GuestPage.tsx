/** One guest: what the shop knows, and when they have been here. A serious case is told as linen kept apart (D10). */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Guest } from '../../domain/people/guest.ts'
import { asSeen, type Seen } from '../../domain/people/seen.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Tag, type TagTone } from '../kit/Tag.tsx'
import { useMayChange, useSeen } from '../state/rights.ts'
import { useSession } from '../state/session.ts'
import { dayName } from '../state/times.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { useRightsStrings } from '../strings/rights-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { RecordPlace } from '../sync/RecordPlace.tsx'
import { ConsentSection } from './ConsentSection.tsx'
import styles from './GuestPage.module.css'
import { Looked } from './Looked.tsx'
import { MaskedPage } from './MaskedPage.tsx'
import { PastVisits } from './PastVisits.tsx'
import type { Right } from './rights/GuestRights.tsx'
import { useAccess } from './use-access.ts'
import { useHealthUnasked } from './use-consents.ts'

const RightsSection = lazy(async () => ({
  default: (await import('./rights/GuestRights.tsx')).RightsSection,
}))
const RightSheet = lazy(async () => ({ default: (await import('./rights/GuestRights.tsx')).RightSheet }))

/** A sheet over the list. */
export function GuestPage({
  guest,
  onEdit,
  onClose,
}: {
  readonly guest: Guest
  readonly onEdit: () => void
  readonly onClose: () => void
}) {
  const found = useSeen([guest.id])?.(guest.id)
  const who = useSession((s) => s.who)
  const [opened, setOpened] = useState('')
  const opener = `${who} ${guest.id}`
  if (found === 'all' && opened !== opener) setOpened(opener)
  // A guest who takes their record back here has no visit under their name any more; the page that says so stays.
  const seen = found === 'masked' && opened === opener ? 'all' : found
  useAccess(seen === undefined || seen === 'masked' ? null : guest.id, 'guest')
  if (seen === undefined) return null
  const shown = asSeen(guest, seen)
  if (seen === 'masked')
    return (
      <Suspense>
        <MaskedPage guest={shown} onClose={onClose} />
      </Suspense>
    )
  return <WholePage guest={shown} seen={seen} onEdit={onEdit} onClose={onClose} />
}

function WholePage({
  guest,
  seen,
  onEdit,
  onClose,
}: {
  readonly guest: Guest
  readonly seen: Seen
  readonly onEdit: () => void
  readonly onClose: () => void
}) {
  const { guests: words, kit } = useStrings()
  const mayEdit = useMayChange('guests')
  const { page } = words
  const [right, setRight] = useState<Right | null>(null)
  if (right) {
    const onBack = () => setRight(null)
    return (
      <Suspense>
        <RightSheet right={right} guest={guest} onBack={onBack} onErased={onClose} />
      </Suspense>
    )
  }
  const title = guest.address === guest.name ? guest.name : `${guest.address} · ${guest.name}`
  return (
    <Sheet
      open
      size="large"
      title={title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          {mayEdit ? <Button onPress={onEdit}>{page.edit}</Button> : null}
          <Button onPress={onClose}>{page.close}</Button>
        </>
      }
    >
      <div className={styles.page}>
        <section aria-label={page.facts}>
          <Facts guest={guest} seen={seen} onNote={mayEdit ? onEdit : null} />
          {seen === 'noHealth' ? (
            <Suspense>
              <NoHealth />
            </Suspense>
          ) : null}
        </section>
        <PastVisits guest={guest} onOpen={onClose} />
        <ConsentSection guest={guest} onErase={() => setRight('erase')} />
      </div>
      <Suspense>
        <RightsSection guest={guest} onOpen={setRight} />
        <Looked guest={guest.id} />
      </Suspense>
      <RecordPlace table="guests" id={guest.id} />
    </Sheet>
  )
}

function NoHealth() {
  const { health } = useRightsStrings()
  return <p className={styles.quiet}>{health.panel}</p>
}

function Facts({
  guest,
  seen,
  onNote,
}: {
  readonly guest: Guest
  readonly seen: Seen
  /** Null for whoever may not. */
  readonly onNote: (() => void) | null
}) {
  const { guests: words, kit } = useStrings()
  const language = useSession((s) => s.language)
  const { page, form } = words
  const { card } = guest
  const isUnasked = useHealthUnasked(guest)
  const bodies = [
    ...(guest.weak ? [form.bodies.weak] : []),
    ...(guest.lowSugar ? [form.bodies.lowSugar] : []),
    ...guest.organs.map((organ) => (organ in form.organ ? form.organ[organ as 'liver'] : organ)),
    ...(guest.serious ? [page.apart] : []),
  ]
  return (
    <dl className={styles.facts}>
      <Fact name={form.kind}>
        {words[guest.gender]}
        {card ? '' : ` · ${guest.trial ? words.trial : words.walkIn}`}
        {guest.sample ? <Tag>{words.sample}</Tag> : null}
      </Fact>
      <Fact name={page.card}>
        {card ? page.cardSince(card.name, dayName(card.openedOn, language)) : page.noCard}
      </Fact>
      <Fact name={page.phone}>{guest.phone ?? page.noPhone}</Fact>
      <Fact name={page.language}>{guest.language ? kit.languages[guest.language] : page.sameLanguage}</Fact>
      {seen === 'noHealth' ? null : (
        <Fact name={page.cautions}>
          {onNote && isUnasked ? (
            <Unasked onNote={onNote} />
          ) : (
            <Words tone="amber" words={[...guest.cautions, ...bodies]} />
          )}
        </Fact>
      )}
      <Fact name={page.preferences}>
        <Words tone="plain" words={guest.preferences} />
      </Fact>
    </dl>
  )
}

function Unasked({ onNote }: { readonly onNote: () => void }) {
  const { form } = useConsentStrings()
  return (
    <>
      {form.note}{' '}
      <Button small onPress={onNote}>
        {form.noteDo}
      </Button>
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Words({ words, tone }: { readonly words: readonly string[]; readonly tone: TagTone }) {
  const { guests } = useStrings()
  if (words.length === 0) return guests.page.none
  return words.map((word) => (
    <Tag key={word} tone={tone}>
      {word}
    </Tag>
  ))
}
