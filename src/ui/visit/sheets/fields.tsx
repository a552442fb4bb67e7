/** Questions that several sheets ask: why, when, which manager. */
import { useRef, useState } from 'react'
import type { StaffId } from '../../../domain/ids.ts'
import { maySignIn } from '../../../domain/people/staff.ts'
import { Choice } from '../../kit/Choice.tsx'
import { Stepper } from '../../kit/Stepper.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { useApp } from '../../state/app.tsx'
import { askPin } from '../../state/ask-pin.ts'
import { clockTime } from '../../state/times.ts'
import { useStrings } from '../../strings/strings.ts'
import { hourMinute, nearestInstantOf } from '../format.ts'
import { reasonWords } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import styles from './sheets.module.css'

/** The reason that asks for words of one's own. */
const OTHER = 'other'

/** A reason by one tap, or written. Gives the reason's id or the text; empty while there is none. */
export function ReasonField({
  label,
  reasons,
  first = '',
  onChange,
}: {
  readonly label: string
  readonly reasons: readonly string[]
  /** What was given before the tablet was locked. */
  readonly first?: string
  readonly onChange: (reason: string) => void
}) {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const isOwn = first !== '' && !reasons.includes(first)
  const [chosen, setChosen] = useState<string | null>(isOwn ? OTHER : first || null)
  const [text, setText] = useState(isOwn ? first : '')
  return (
    <div className={styles.field}>
      <p className={styles.label}>{label}</p>
      <Choice
        label={label}
        options={reasons.map((id) => ({ id, label: reasonWords(loaded.text, id) }))}
        value={chosen === null ? [] : [chosen]}
        onChange={([id]) => {
          if (id === undefined) return
          setChosen(id)
          onChange(id === OTHER ? text.trim() : id)
        }}
      />
      {chosen === OTHER ? (
        <TextEntry
          label={visit.notDone.other}
          value={text}
          onChange={(next) => {
            setText(next)
            onChange(next.trim())
          }}
          autoFocus
        />
      ) : null}
    </div>
  )
}

const AGO_MIN = [5, 10, 15, 30] as const

/** When it was done: by a button for the last half hour, or by the shop's clock. null is now. */
export function WhenField({
  at,
  onChange,
}: {
  readonly at: number | null
  readonly onChange: (at: number | null) => void
}) {
  const { clock } = useApp()
  const { kit, visit } = useStrings()
  const { timeZone } = useWork().loaded.run.context.shop
  const [ago, setAgo] = useState<string | null>(at === null ? 'now' : null)
  const shown = hourMinute(at ?? clock.now(), timeZone)
  const setClock = (hour: number, minute: number) => {
    setAgo(null)
    onChange(nearestInstantOf(hour, minute, clock.now(), timeZone))
  }
  return (
    <div className={styles.field}>
      <p className={styles.label}>{visit.when.title}</p>
      <Choice
        label={visit.when.title}
        options={[
          { id: 'now', label: visit.when.now },
          ...AGO_MIN.map((n) => ({ id: String(n), label: visit.when.ago(n) })),
        ]}
        value={ago === null ? [] : [ago]}
        onChange={([id]) => {
          if (id === undefined) return
          setAgo(id)
          onChange(id === 'now' ? null : clock.now() - Number(id) * 60_000)
        }}
      />
      <div className={styles.line}>
        <Stepper
          label={visit.when.hour}
          value={shown.hour}
          start={shown.hour}
          min={0}
          max={23}
          unit={visit.when.hour}
          words={kit}
          onChange={(hour) => setClock(hour, shown.minute)}
        />
        <Stepper
          label={visit.when.minute}
          value={shown.minute}
          start={shown.minute}
          min={0}
          max={59}
          unit={visit.when.minute}
          words={kit}
          onChange={(minute) => setClock(shown.hour, minute)}
        />
        <span className={styles.muted}>{visit.when.at(clockTime(at ?? clock.now(), timeZone))}</span>
      </div>
    </div>
  )
}

export type Approval = { readonly by: StaffId | null; readonly why: string }
export const NO_APPROVAL: Approval = { by: null, why: '' }

/** A manager's name, signed with their PIN, and reason for what a gate does not let pass by itself. */
export function ApprovalField({
  approval,
  onChange,
  asksWhy,
}: {
  readonly approval: Approval
  readonly onChange: (approval: Approval) => void
  /** False where the sheet asks for a reason anyway. */
  readonly asksWhy: boolean
}) {
  const { staff } = useWork()
  const { visit } = useStrings()
  const managers = staff.filter(({ id, role }) => role === 'manager' && maySignIn(staff, id))
  const sign = async (person: StaffId) => {
    const by = await askPin({ person })
    if (by) onChange({ ...latest.current, by })
  }
  // The reason may be typed while the manager is on the way.
  const latest = useRef(approval)
  latest.current = approval
  return (
    <section className={styles.approval} aria-label={visit.approval.title}>
      <h3 className={styles.subtitle}>{visit.approval.title}</h3>
      <p>{visit.approval.line}</p>
      {managers.length === 0 ? (
        <p>{visit.approval.noManager}</p>
      ) : (
        <Choice
          label={visit.approval.who}
          options={managers.map(({ id, name }) => ({ id, label: name }))}
          value={approval.by === null ? [] : [approval.by]}
          onChange={([by]) => {
            if (by && by !== approval.by) void sign(by)
          }}
        />
      )}
      {asksWhy ? (
        <TextEntry
          label={visit.approval.why}
          value={approval.why}
          onChange={(why) => onChange({ ...approval, why })}
        />
      ) : null}
    </section>
  )
}
