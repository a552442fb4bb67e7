/** How a value of each kind is entered in a sheet. `missing` says what still lacks; with it the value is not sent. */
import { useState } from 'react'
import { chosenIn } from '../../../domain/procedure/facts.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { ChooseOption, Step } from '../../../domain/procedure/structure.ts'
import { NOTE_MAX } from '../../../domain/procedure/values.ts'
import { Choice } from '../../kit/Choice.tsx'
import { Stepper } from '../../kit/Stepper.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { useApp } from '../../state/app.tsx'
import { clockTime } from '../../state/times.ts'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { chosenAfter, groupsOf, type OptionGroup } from '../stage/rows.ts'
import { labelOf, optionWords, unitWords } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import type { EditorProps } from './editor-props.ts'
import { PhotoEditor } from './PhotoEditor.tsx'
import { ReadingEditor } from './ReadingEditor.tsx'
import { SignatureEditor } from './SignatureEditor.tsx'
import { SuppliesEditor } from './SuppliesEditor.tsx'
import styles from './sheets.module.css'

/** The editor of the step's kind; a plain step has nothing to enter. */
export function ValueEditor({ step, draft, onChange }: EditorProps<Step['kind']>) {
  switch (step.kind) {
    case 'choose':
      return <ChooseEditor step={step} draft={draft} onChange={onChange} />
    case 'count':
      return <CountEditor step={step} draft={draft} onChange={onChange} />
    case 'reading':
      return <ReadingEditor step={step} draft={draft} onChange={onChange} />
    case 'supplies':
      return <SuppliesEditor step={step} draft={draft} onChange={onChange} />
    case 'timed':
      return <TimedEditor step={step} draft={draft} onChange={onChange} />
    case 'repeated':
      return <RepeatedEditor step={step} draft={draft} onChange={onChange} />
    case 'note':
      return <NoteEditor step={step} draft={draft} onChange={onChange} />
    case 'photo':
      return <PhotoEditor step={step} draft={draft} onChange={onChange} />
    case 'signature':
      return <SignatureEditor step={step} draft={draft} onChange={onChange} />
    default:
      return null
  }
}

function ChooseEditor({ step, draft, onChange }: EditorProps<'choose'>) {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const guide = useGuideStrings()
  const chosen = draft.value === null ? [] : chosenIn({ value: draft.value })
  const hint = loaded.text.steps[step.id]?.hint
  const choose = (after: readonly string[]) => {
    const ids = step.many ? chosenAfter(chosen, after) : after
    const value = step.many ? ids : (ids[0] ?? null)
    onChange(ids.length > 0 ? { value, missing: null } : { value: null, missing: visit.needChoice })
  }
  const groups = groupsOf(step)
  if (!groups) {
    return (
      <div className={styles.field}>
        {hint ? <p className={styles.muted}>{hint}</p> : null}
        <Options step={step} label={labelOf(loaded.text, step.id)} chosen={chosen} onChange={choose} />
      </div>
    )
  }
  /** Of one group the choice tells its own; the others stay as they are. */
  const chooseIn = (group: OptionGroup) => (own: readonly string[]) =>
    choose(
      step.options
        .map(({ id }) => id)
        .filter((id) => (group.options.some((one) => one.id === id) ? own : chosen).includes(id)),
    )
  return (
    <div className={styles.verdicts}>
      {groups.map((group) => {
        const label = group.verdict === 'pass' ? labelOf(loaded.text, step.id) : guide.verdict[group.verdict]
        return (
          <section key={group.verdict} className={styles[group.verdict]}>
            {group.verdict === 'pass' ? null : <h3 className={styles.subtitle}>{label}</h3>}
            <Options
              step={step}
              options={group.options}
              label={label}
              chosen={chosen}
              onChange={chooseIn(group)}
            />
          </section>
        )
      })}
    </div>
  )
}

function Options({
  step,
  options = step.options,
  label,
  chosen,
  onChange,
}: {
  readonly step: EditorProps<'choose'>['step']
  readonly options?: readonly ChooseOption[]
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (after: readonly string[]) => void
}) {
  const { loaded } = useWork()
  return (
    <Choice
      label={label}
      options={options.map(({ id, verdict }) => ({
        id,
        label: optionWords(loaded.text, step.id, id),
        tone: verdict === 'block' ? 'red' : 'plain',
      }))}
      value={chosen.filter((id) => options.some((one) => one.id === id))}
      onChange={onChange}
      many={step.many}
    />
  )
}

function CountEditor({ step, draft, onChange }: EditorProps<'count'>) {
  const { loaded } = useWork()
  const { kit } = useStrings()
  return (
    <Stepper
      label={labelOf(loaded.text, step.id)}
      value={typeof draft.value === 'number' ? draft.value : null}
      start={1}
      min={0}
      max={step.max}
      unit={unitWords(loaded.text, step.unit)}
      words={kit}
      onChange={(value) => onChange({ value, missing: null })}
    />
  )
}

/** Entered afterwards as a length that ended when it was ended before, or when the sheet was opened. */
function TimedEditor({ step, draft, onChange }: EditorProps<'timed'>) {
  const { kit, visit } = useStrings()
  const { clock } = useApp()
  const { timeZone } = useWork().loaded.run.context.shop
  const { value } = draft
  const span =
    isObject(value) && typeof value.startedAt === 'number' && typeof value.endedAt === 'number'
      ? { startedAt: value.startedAt, endedAt: value.endedAt }
      : null
  const [opened] = useState(() => clock.now())
  const endedAt = span?.endedAt ?? opened
  return (
    <div className={styles.field}>
      <p className={styles.muted}>{visit.aimMinutes(step.minMin, step.maxMin)}</p>
      <Stepper
        label={visit.howLong}
        value={span ? Math.round((span.endedAt - span.startedAt) / 60_000) : null}
        start={step.minMin}
        min={1}
        max={120}
        unit={visit.minuteUnit}
        words={kit}
        onChange={(minutes) =>
          onChange({ value: { startedAt: endedAt - minutes * 60_000, endedAt }, missing: null })
        }
      />
      {span ? (
        <p className={styles.muted}>
          {clockTime(span.startedAt, timeZone)}–{clockTime(span.endedAt, timeZone)}
        </p>
      ) : null}
    </div>
  )
}

function RepeatedEditor({ step, draft, onChange }: EditorProps<'repeated'>) {
  const { loaded } = useWork()
  const options = step.options ?? []
  if (options.length === 0) return null
  return (
    <Choice
      label={labelOf(loaded.text, step.id)}
      options={options.map(({ id }) => ({ id, label: optionWords(loaded.text, step.id, id) }))}
      value={draft.value === null ? [] : chosenIn({ value: draft.value })}
      onChange={(found) => onChange({ value: { found: [...found] }, missing: null })}
      many
    />
  )
}

function NoteEditor({ step, draft, onChange }: EditorProps<'note'>) {
  const { loaded } = useWork()
  const { visit } = useStrings()
  return (
    <TextEntry
      label={labelOf(loaded.text, step.id)}
      hint={loaded.text.steps[step.id]?.hint}
      value={typeof draft.value === 'string' ? draft.value : ''}
      onChange={(text) =>
        onChange(text.trim() ? { value: text, missing: null } : { value: null, missing: visit.note.need })
      }
      lines={4}
      maxLength={NOTE_MAX}
      autoFocus
    />
  )
}
