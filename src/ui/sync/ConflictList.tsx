/** The conflicts to be settled, and those settled today, which can still be chosen the other way (M3). */
import { useRef, useState } from 'react'
import { CONFLICTS } from '../../domain/conflict/conflict.ts'
import type { Choice } from '../../domain/conflict/settle.ts'
import { useMayNot } from '../state/rights.ts'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { ConflictCard } from './ConflictCard.tsx'
import styles from './Conflicts.module.css'
import type { ConflictView, ConflictViews } from './use-conflicts.ts'
import { type Settled, useSettle } from './use-settle.ts'

/** Nothing at all when there are none. */
export function ConflictList({ open, settled }: ConflictViews) {
  const sync = useSyncStrings()
  const { today } = useStrings()
  const settle = useSettle()
  const mayNot = useMayNot(CONFLICTS)
  const [last, setLast] = useState<{ readonly id: string; readonly outcome: Settled } | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const choose = async (view: ConflictView, choice: Choice) => {
    const outcome = await settle(view, choice)
    setLast({ id: view.conflict.id, outcome })
    // The card goes to the other list, and the button that had the focus with it.
    if (outcome === 'done') heading.current?.focus()
  }
  if (open.length + settled.length === 0) return null
  const { conflicts } = sync
  const problemOf = ({ conflict }: ConflictView) => {
    if (last === null || last.id !== conflict.id) return null
    const { outcome } = last
    if (outcome === 'nobody') return today.nobody.first
    return outcome === 'moved' || outcome === 'gone' ? conflicts.refused[outcome] : null
  }
  const cards = (views: readonly ConflictView[]) => (
    <ul className={styles.list}>
      {views.map((view) => (
        <ConflictCard
          key={view.conflict.id}
          view={view}
          problem={problemOf(view)}
          onChoose={mayNot ? null : (choice) => void choose(view, choice)}
        />
      ))}
    </ul>
  )
  return (
    <section className={styles.section} aria-label={conflicts.title}>
      <h3 ref={heading} tabIndex={-1} className={styles.title}>
        {open.length > 0 ? conflicts.title : conflicts.settledTitle}
      </h3>
      <p className="visually-hidden" role="status">
        {last?.outcome === 'done' ? conflicts.done : ''}
      </p>
      {open.length > 0 ? (
        <>
          <p className={styles.quiet}>{conflicts.line}</p>
          {cards(open)}
        </>
      ) : null}
      {open.length > 0 && settled.length > 0 ? (
        <h3 className={styles.title}>{conflicts.settledTitle}</h3>
      ) : null}
      {settled.length > 0 ? cards(settled) : null}
    </section>
  )
}
