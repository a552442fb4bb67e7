/** How long what is kept, with the rule behind each time, and what is past it; a manager changes and erases (SEC18). */

import { useState } from 'react'
import { ERASURES } from '../../../domain/people/erasing.ts'
import { KEPT_KINDS, monthsOf, RETENTION } from '../../../domain/people/retention.ts'
import { Button } from '../../kit/Button.tsx'
import { useMayChange } from '../../state/rights.ts'
import { useRetentionStrings } from '../../strings/retention-strings.ts'
import { Fact, Facts, Section } from '../Section.tsx'
import styles from '../ShopScreen.module.css'
import { DueSheet } from './DueSheet.tsx'
import { KeepSheet } from './KeepSheet.tsx'
import { useDue } from './use-due.ts'

export function RetentionSection() {
  const words = useRetentionStrings()
  const [open, setOpen] = useState<'due' | 'keep' | null>(null)
  const now = useDue()
  const may = useMayChange(ERASURES)
  if (!now) return null
  const { due, shop } = now
  return (
    <Section
      title={words.title}
      action={
        may ? (
          <Button small onPress={() => setOpen('keep')}>
            {words.change}
          </Button>
        ) : null
      }
    >
      <p className={styles.quiet}>{may ? words.line : words.only}</p>
      <Facts>
        {KEPT_KINDS.map((kind) => (
          <Fact key={kind} name={words.kinds[kind]}>
            {words.months(monthsOf(kind, shop))}
            <span className={styles.quiet}> · {words.sources[RETENTION[kind].source]}</span>
          </Fact>
        ))}
      </Facts>
      {may && due.length > 0 ? (
        <div>
          <Button onPress={() => setOpen('due')}>{words.due(due.length)}</Button>
        </div>
      ) : (
        <p role="status">{due.length === 0 ? words.nothingDue : null}</p>
      )}
      {open === 'due' ? <DueSheet now={now} onClose={() => setOpen(null)} /> : null}
      {open === 'keep' ? <KeepSheet shop={shop} onClose={() => setOpen(null)} /> : null}
    </Section>
  )
}
