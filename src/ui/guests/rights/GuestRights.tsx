/** What only a manager does about a guest: hand their data over, erase them; and the list of those who were erased. */
import { useState } from 'react'
import { ERASURES } from '../../../domain/people/erasing.ts'
import type { Guest } from '../../../domain/people/guest.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { useMayChange } from '../../state/rights.ts'
import { useGuestRightsStrings } from '../../strings/guest-rights-strings.ts'
import { CopySheet } from './CopySheet.tsx'
import { ErasedSheet, useErasures } from './ErasedSheet.tsx'
import { EraseSheet } from './EraseSheet.tsx'
import styles from './rights.module.css'

export type Right = 'copy' | 'erase'

/** The sheet of one of them, in the place of the guest's page. */
export function RightSheet({
  right,
  guest,
  onBack,
  onErased,
}: {
  readonly right: Right
  readonly guest: Guest
  readonly onBack: () => void
  readonly onErased: () => void
}) {
  if (right === 'copy') return <CopySheet guest={guest} onClose={onBack} />
  return <EraseSheet guest={guest} onClose={(isErased) => (isErased ? onErased() : onBack())} />
}

/** The way there, on the guest's page; nothing for whoever may not. */
export function RightsSection({
  guest,
  onOpen,
}: {
  readonly guest: Guest
  readonly onOpen: (right: Right) => void
}) {
  const words = useGuestRightsStrings()
  const erasures = useErasures()
  if (!useMayChange(ERASURES)) return null
  const isErased = erasures?.some(({ id }) => id === guest.id) === true
  return (
    <section className={styles.part} aria-label={words.title}>
      <h3>{words.title}</h3>
      {isErased ? <Banner tone="amber">{words.erased.waits}</Banner> : <p>{words.line}</p>}
      <div className={styles.ways}>
        <Button onPress={() => onOpen('copy')}>{words.copy}</Button>
        {isErased ? null : <Button onPress={() => onOpen('erase')}>{words.erase}</Button>}
      </div>
    </section>
  )
}

/** Below the list of guests: how many were erased, and their receipts. */
export function ErasedWay() {
  const { erased } = useGuestRightsStrings()
  const erasures = useErasures()
  const [isOpen, setIsOpen] = useState(false)
  const may = useMayChange(ERASURES)
  if (!may || !erasures || erasures.length === 0) return null
  return (
    <>
      <Button look="quiet" onPress={() => setIsOpen(true)}>
        {erased.open(erasures.length)}
      </Button>
      {isOpen ? <ErasedSheet onClose={() => setIsOpen(false)} /> : null}
    </>
  )
}
