/**
 * In the guest's form, where health and what they like would stand: why it is not asked yet, and the way to ask. What an older version
 * wrote down before anybody was asked is shown as before, and can be cleared.
 */
import { useState } from 'react'
import type { Fields } from '../../db/queries.ts'
import { wantsNoRecord } from '../../domain/consent/consent.ts'
import type { Guest } from '../../domain/people/guest.ts'
import type { Writable } from '../../domain/people/plan-guest.ts'
import { readLevel } from '../../domain/people/rights.ts'
import { Button } from '../kit/Button.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useMayNot, useRole } from '../state/rights.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { ConsentSheet } from './ConsentSheet.tsx'
import type { FormDraft } from './form-draft.ts'
import styles from './GuestForm.module.css'

type NotWrittenProps = {
  /** null: a new guest, who is asked once they are kept. */
  readonly guest: Guest | null
  readonly writable: Exclude<Writable, 'all'>
  readonly consents: Fields
  readonly form: FormDraft
  readonly change: (part: Partial<FormDraft>) => void
}

export function NotWritten({ guest, writable, consents, form, change }: NotWrittenProps) {
  const { form: words, ask } = useConsentStrings()
  const mayNotAsk = useMayNot('consents')
  const [isAsking, setAsking] = useState(false)
  const isRefused = wantsNoRecord(consents)
  const isOpen = writable !== 'number' && !isRefused
  const line = isOpen || writable === 'number' ? words.notYet[writable] : words.notYet.refused
  return (
    <div className={styles.group}>
      <span>{line}</span>
      {!isOpen ? null : guest === null ? (
        <span className={styles.hint}>{words.notYet.saveFirst}</span>
      ) : mayNotAsk ? null : (
        <div>
          <Button small onPress={() => setAsking(true)}>
            {ask}
          </Button>
        </div>
      )}
      <Standing writable={writable} form={form} change={change} />
      {isAsking && guest ? <ConsentSheet guest={guest} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

function Standing({ writable, form, change }: Pick<NotWrittenProps, 'writable' | 'form' | 'change'>) {
  const { form: consent } = useConsentStrings()
  const words = useStrings().guests.form
  const role = useRole()
  const seesHealth = role !== undefined && readLevel(role, 'guests') !== 'noHealth'
  const health = [
    form.cautions,
    ...(['weak', 'lowSugar', 'serious'] as const).filter((id) => form[id]).map((id) => words.bodies[id]),
    ...form.organs.map((organ) => (organ in words.organ ? words.organ[organ as 'liver'] : organ)),
  ]
  const shown = [
    writable === 'unasked' ? '' : form.phone,
    ...(seesHealth ? health : []),
    form.preferences,
  ].filter((one) => one !== '')
  if (shown.length === 0) return null
  const cleared = { cautions: '', weak: false, lowSugar: false, serious: false, organs: [] }
  return (
    <div className={styles.standing}>
      <span className={styles.hint}>{consent.before}</span>
      {shown.map((one) => (
        <Tag key={one}>{one}</Tag>
      ))}
      <Button
        small
        look="quiet"
        onPress={() =>
          change({
            preferences: '',
            ...(writable === 'unasked' ? {} : { phone: '' }),
            ...(seesHealth ? cleared : {}),
          })
        }
      >
        {consent.clear}
      </Button>
    </div>
  )
}
