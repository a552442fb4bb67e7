/** All decisions once more, each to be changed; and the signature, on the tablet or on a paper form, where one is a yes. */
import { useState } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import type { Purpose } from '../../domain/consent/consent.ts'
import type { ConsentRefusal } from '../../domain/consent/plan-consent.ts'
import type { Language } from '../../domain/language.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { NotSaved } from '../shell/NotSaved.tsx'
import { useStrings } from '../strings/strings.ts'
import type { ConsentStrings } from '../strings/zh-cn/consent.ts'
import { type Ink, InkPad } from '../visit/sheets/InkPad.tsx'
import { FootButton, FootGuard } from '../visit/stage/FootButton.tsx'
import styles from './Consent.module.css'
import type { Decisions } from './ConsentSheet.tsx'

/** How a yes was given: none is needed where all is no. */
export type Given = { readonly strokes: string } | { readonly paper: string } | null

type SummaryProps = {
  readonly words: ConsentStrings
  readonly language: Language
  readonly purposes: readonly Purpose[]
  readonly decisions: Decisions
  /** What a no to the record means for them. */
  readonly no: string
  readonly onChange: (purpose: Purpose) => void
  readonly onBack: () => void
  readonly onClose: () => void
  /** Resolves with null once it is kept. */
  readonly onKeep: (how: Given) => Promise<ConsentRefusal | StoreErrorCode | null>
}

/** Keeps what was drawn while a decision is looked at again no longer than that: it is signed anew. */
export function ConsentSummary(props: SummaryProps) {
  const { words, language, purposes, decisions, no, onChange, onBack, onClose, onKeep } = props
  const { sheet } = words
  const { kit } = useStrings()
  const [isPaper, setPaper] = useState(false)
  const [ink, setInk] = useState<Ink>({ missing: 'blank' })
  const [where, setWhere] = useState('')
  const [problem, setProblem] = useState<ConsentRefusal | StoreErrorCode | null>(null)
  const [isKeeping, setKeeping] = useState(false)
  const wantsSign = purposes.some((one) => decisions[one])
  const inkLack = 'missing' in ink ? sheet.pad[ink.missing] : null
  const lack = !wantsSign ? null : isPaper ? (where.trim() ? null : sheet.whereNeed) : inkLack
  const given = (): Given => {
    if (!wantsSign) return null
    return isPaper ? { paper: where.trim() } : 'strokes' in ink ? { strokes: ink.strokes } : null
  }
  const keep = async () => {
    if (lack !== null || isKeeping) return
    setKeeping(true)
    const found = await onKeep(given())
    setKeeping(false)
    setProblem(found)
  }
  const other = (
    <Button
      small
      onPress={() => {
        setPaper(!isPaper)
        setInk({ missing: 'blank' })
      }}
    >
      {isPaper ? sheet.onScreen : sheet.paper}
    </Button>
  )
  return (
    <Sheet
      open
      guarded
      forGuest
      size="large"
      title={sheet.summary}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <FootGuard action="summary">
          <FootButton look="quiet" onPress={onBack}>
            {sheet.back}
          </FootButton>
          <FootButton look={lack === null ? 'go' : 'blocked'} onPress={() => void keep()}>
            {lack ?? sheet.save}
          </FootButton>
        </FootGuard>
      }
    >
      <NotSaved problem={problem} refused={sheet.refused} />
      <ul className={styles.decisions} lang={language}>
        {purposes.map((one) => (
          <li key={one}>
            <button type="button" className={styles.decision} onClick={() => onChange(one)}>
              <span className={styles.what}>{words.purpose[one]}</span>
              <b>{decisions[one] ? sheet.yes : sheet.no}</b>
            </button>
          </li>
        ))}
      </ul>
      {decisions.record === false ? <p lang={language}>{no}</p> : null}
      {wantsSign ? (
        <div className={styles.field} lang={language}>
          {isPaper ? (
            <>
              <p>{sheet.paperLine}</p>
              <TextEntry label={sheet.where} value={where} maxLength={80} onChange={setWhere} />
              <div>{other}</div>
            </>
          ) : (
            <InkPad words={sheet.pad} onInk={setInk} others={other} />
          )}
        </div>
      ) : null}
    </Sheet>
  )
}
