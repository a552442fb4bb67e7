/** What is past its time, by kind; one by one or all at once, under one receipt, after the PIN (SEC18). */
import { useState } from 'react'
import { receiptNumber } from '../../../domain/people/erasing.ts'
import { NOBODY } from '../../../domain/people/named.ts'
import { DUE_AT_ONCE, type Due, KEPT_KINDS, planDue } from '../../../domain/people/retention.ts'
import { dayOf } from '../../../domain/shop/shop.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useApp } from '../../state/app.tsx'
import { askPin } from '../../state/ask-pin.ts'
import { failureWords } from '../../state/failure.ts'
import { useSave } from '../../state/save.ts'
import { useSession } from '../../state/session.ts'
import { useShop } from '../../state/shop.ts'
import { dayName } from '../../state/times.ts'
import { useRetentionStrings } from '../../strings/retention-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import styles from './retention.module.css'
import type { DueNow } from './use-due.ts'

/** Of each kind so many are listed; the rest are counted. */
const SHOWN = 20

export function DueSheet({ now, onClose }: { readonly now: DueNow; readonly onClose: () => void }) {
  const { sheet } = useRetentionStrings()
  const { kit } = useStrings()
  const { erase, said } = useEraseDue()
  const sign = async (asked: readonly Due[]) => {
    if (await askPin('me', sheet.sign)) await erase(asked)
  }
  const { due } = now
  return (
    <Sheet
      open
      title={sheet.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        due.length === 0 ? null : (
          <Button look="stop" onPress={() => void sign(due.slice(0, DUE_AT_ONCE))}>
            {sheet.eraseAll(Math.min(due.length, DUE_AT_ONCE))}
          </Button>
        )
      }
    >
      <div className={styles.sheet}>
        {said ? <Banner tone={said.tone}>{said.text}</Banner> : null}
        {due.length === 0 ? <Empty title={sheet.empty} line={sheet.emptyLine} /> : <p>{sheet.line}</p>}
        {KEPT_KINDS.map((kind) => (
          <DueGroup
            key={kind}
            kind={kind}
            due={due.filter((one) => one.kind === kind)}
            names={now.names}
            onErase={(one) => void sign([one])}
          />
        ))}
      </div>
    </Sheet>
  )
}

function DueGroup({
  kind,
  due,
  names,
  onErase,
}: {
  readonly kind: Due['kind']
  readonly due: readonly Due[]
  readonly names: DueNow['names']
  readonly onErase: (one: Due) => void
}) {
  const { sheet, kinds } = useRetentionStrings()
  const { timeZone } = useShop()
  const language = useSession((s) => s.language)
  if (due.length === 0) return null
  return (
    <section className={styles.group} aria-label={kinds[kind]}>
      <h3>{sheet.group(kinds[kind], due.length)}</h3>
      <ul>
        {due.slice(0, SHOWN).map((one) => {
          const name = names.get(one.id) || sheet.someone
          return (
            <li key={one.id}>
              <span>
                {name} · {sheet.since(dayName(dayOf(one.since, timeZone).day, language))}
              </span>
              <Button small aria-label={sheet.eraseOf(name)} onPress={() => onErase(one)}>
                {sheet.erase}
              </Button>
            </li>
          )
        })}
      </ul>
      {due.length > SHOWN ? <p>{sheet.more(due.length - SHOWN)}</p> : null}
    </section>
  )
}

type Said = { readonly text: string; readonly tone: 'jade' | 'red' }

function useEraseDue() {
  const { clock, newId, sync } = useApp()
  const { sheet } = useRetentionStrings()
  const { shell } = useStrings()
  const who = useSession((s) => s.who)
  const save = useSave()
  const [said, setSaid] = useState<Said | null>(null)
  const erase = async (due: readonly Due[]) => {
    const receipt = receiptNumber(newId())
    const made = { by: who ?? NOBODY, now: clock.now(), receipt }
    const saved = await save<never>({ intent: 'guest.overdue', keys: [], plan: () => planDue(due, made) })
    if ('failed' in saved) return setSaid({ text: failureWords(shell.error, saved.failed), tone: 'red' })
    sync.now()
    setSaid({ text: sheet.done(due.length, receipt), tone: 'jade' })
  }
  return { erase, said }
}
