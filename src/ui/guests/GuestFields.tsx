/** The fields of the guest's form: who they are first, then what to care for, as far as they have agreed that it is written down. */
import type { ReactNode } from 'react'
import { LANGUAGES, type Language } from '../../domain/language.ts'
import type { Gender } from '../../domain/people/guest.ts'
import type { Writable } from '../../domain/people/plan-guest.ts'
import { readLevel } from '../../domain/people/rights.ts'
import { isOddPhone } from '../../domain/people/search.ts'
import { Choice } from '../kit/Choice.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useRole } from '../state/rights.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { useStrings } from '../strings/strings.ts'
import type { FormDraft, GuestKind } from './form-draft.ts'
import styles from './GuestForm.module.css'

type FieldsProps = {
  readonly form: FormDraft
  readonly change: (part: Partial<FormDraft>) => void
  readonly problem: string | null
  /** The shop's calendar day: a card is usually opened on the day it is written down. */
  readonly today: string
  /** What is not written is not asked. */
  readonly writable: Writable
  /** Says in its place why, and how it comes to be. */
  readonly notWritten: ReactNode
}

const KINDS: readonly GuestKind[] = ['trial', 'walkIn', 'member']
const GENDERS: readonly Gender[] = ['female', 'male']
const BODIES = ['weak', 'lowSugar', 'serious'] as const
const ORGANS = ['liver', 'stomach', 'kidneys'] as const
const SAME = 'same'

/** Two columns where there is room. */
export function GuestFields(props: FieldsProps) {
  return (
    <div className={styles.fields}>
      <div className={styles.column}>
        <Identity {...props} />
      </div>
      <div className={styles.column}>
        {props.writable === 'all' ? <Care {...props} /> : props.notWritten}
        <Speaks {...props} />
      </div>
    </div>
  )
}

function Identity({ form, change, problem, today, writable }: FieldsProps) {
  const { guests, kit } = useStrings()
  const { form: consent } = useConsentStrings()
  const words = guests.form
  const refusedAs = (code: keyof typeof words.refused) => (problem === code ? words.refused[code] : null)
  const isWhole = writable === 'all' || writable === 'unasked'
  return (
    <>
      {writable === 'number' ? null : (
        <TextEntry
          label={writable === 'child' ? consent.called : words.name}
          value={form.name}
          maxLength={60}
          autoFocus={form.name === ''}
          error={refusedAs('nameMissing')}
          onChange={(name) => change({ name })}
        />
      )}
      <Group label={words.gender}>
        <Choice<Gender>
          label={words.gender}
          options={GENDERS.map((id) => ({ id, label: kit.genderWord[id] }))}
          value={[form.gender]}
          onChange={([gender]) => change({ gender: gender ?? form.gender })}
        />
      </Group>
      <Age
        form={form}
        change={change}
        error={problem === 'bornUnclear' ? consent.refused.bornUnclear : refusedAs('bornMissing')}
      />
      {isWhole ? <Reached form={form} change={change} /> : null}
      {isWhole ? (
        <Group label={words.kind}>
          <Choice<GuestKind>
            label={words.kind}
            options={KINDS.map((id) => ({ id, label: words.kinds[id] }))}
            value={[form.kind]}
            onChange={([kind]) => change({ kind: kind ?? form.kind, cardDay: form.cardDay || today })}
          />
        </Group>
      ) : null}
      {isWhole && form.kind === 'member' ? (
        <>
          <TextEntry
            label={words.cardName}
            value={form.cardName}
            maxLength={40}
            error={refusedAs('cardNameMissing')}
            onChange={(cardName) => change({ cardName })}
          />
          <TextEntry
            label={words.cardDay}
            type="date"
            value={form.cardDay}
            error={refusedAs('cardDayMissing')}
            onChange={(cardDay) => change({ cardDay })}
          />
        </>
      ) : null}
    </>
  )
}

function Reached({ form, change }: Pick<FieldsProps, 'form' | 'change'>) {
  const words = useStrings().guests.form
  return (
    <>
      <TextEntry
        label={words.address}
        hint={words.addressHint}
        value={form.address}
        maxLength={40}
        onChange={(address) => change({ address, ownAddress: true })}
      />
      <TextEntry
        label={words.phone}
        type="tel"
        value={form.phone}
        maxLength={24}
        hint={isOddPhone(form.phone) ? words.phoneOdd : undefined}
        onChange={(phone) => change({ phone })}
      />
    </>
  )
}

/** Of a grown guest nothing is written; of a minor the month of birth, which the shop's rules depend on. */
function Age({
  form,
  change,
  error,
}: Pick<FieldsProps, 'form' | 'change'> & { readonly error: string | null }) {
  const { form: words } = useConsentStrings()
  return (
    <>
      <Group label={words.age}>
        <Choice<'adult' | 'minor'>
          label={words.age}
          options={[
            { id: 'adult', label: words.ages.adult },
            { id: 'minor', label: words.ages.minor },
          ]}
          value={[form.born === null ? 'adult' : 'minor']}
          onChange={([next]) => change({ born: next === 'minor' ? (form.born ?? '') : null })}
        />
      </Group>
      {form.born === null ? null : (
        <TextEntry
          label={words.born}
          hint={words.bornHint}
          value={form.born}
          maxLength={14}
          error={error}
          onChange={(born) => change({ born })}
        />
      )}
    </>
  )
}

function Care({ form, change }: FieldsProps) {
  const words = useStrings().guests.form
  const role = useRole()
  // What is not shown is not changed either: only what differs is written.
  const seesHealth = role !== undefined && readLevel(role, 'guests') !== 'noHealth'
  return (
    <>
      {seesHealth ? (
        <TextEntry
          label={words.cautions}
          hint={words.wordsHint}
          value={form.cautions}
          onChange={(cautions) => change({ cautions })}
        />
      ) : null}
      <TextEntry
        label={words.preferences}
        hint={words.wordsHint}
        value={form.preferences}
        onChange={(preferences) => change({ preferences })}
      />
      {seesHealth ? <Body form={form} change={change} /> : null}
    </>
  )
}

function Speaks({ form, change }: FieldsProps) {
  const { guests, kit } = useStrings()
  const words = guests.form
  return (
    <Group label={words.language}>
      <Choice<Language | typeof SAME>
        label={words.language}
        options={[
          { id: SAME, label: guests.page.sameLanguage },
          ...LANGUAGES.map((id) => ({ id, label: kit.languages[id] })),
        ]}
        value={[form.language ?? SAME]}
        onChange={([next]) => change({ language: !next || next === SAME ? null : next })}
      />
    </Group>
  )
}

function Body({ form, change }: Pick<FieldsProps, 'form' | 'change'>) {
  const { guests } = useStrings()
  const words = guests.form
  return (
    <>
      <Group label={words.body} hint={form.serious ? words.seriousHint : words.bodyHint}>
        <Choice
          many
          label={words.body}
          options={BODIES.map((id) => ({ id, label: words.bodies[id] }))}
          value={BODIES.filter((id) => form[id])}
          onChange={(chosen) => change(Object.fromEntries(BODIES.map((id) => [id, chosen.includes(id)])))}
        />
      </Group>
      <Group label={words.organs}>
        <Choice
          many
          label={words.organs}
          options={ORGANS.map((id) => ({ id, label: words.organ[id] }))}
          value={ORGANS.filter((id) => form.organs.includes(id))}
          onChange={(organs) => change({ organs })}
        />
      </Group>
    </>
  )
}

function Group({
  label,
  hint,
  children,
}: {
  readonly label: string
  readonly hint?: string
  readonly children: ReactNode
}) {
  return (
    <div className={styles.group}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      {children}
      {hint ? <span className={styles.hint}>{hint}</span> : null}
    </div>
  )
}
