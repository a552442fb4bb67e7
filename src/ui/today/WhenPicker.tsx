/** A day and a time of it, by buttons and steppers; the calendar is only asked for days further off. */
import { dayAfter } from '../../domain/booking/local-time.ts'
import { Choice } from '../kit/Choice.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useStrings } from '../strings/strings.ts'
import styles from './BookingSheet.module.css'
import type { When } from './booking-draft.ts'
import { dayWords } from './day-words.ts'

const MINUTE_STEP = 5
const DAYS = ['dayToday', 'dayTomorrow', 'dayAfter', 'dayOther'] as const

/** `today` is the shop's day. */
export function WhenPicker({
  today: first,
  when,
  onChange,
}: {
  readonly today: string
  readonly when: When
  readonly onChange: (when: When) => void
}) {
  const { today, kit } = useStrings()
  const { sheet } = today
  const days = [first, dayAfter(first, 1), dayAfter(first, 2)]
  const at = when.isOther ? -1 : days.indexOf(when.day)
  const chosen = DAYS[at < 0 ? 3 : at] ?? 'dayOther'
  return (
    <div className={styles.when}>
      <div className={styles.field}>
        <span className={styles.label}>{sheet.day}</span>
        <Choice
          label={sheet.day}
          options={DAYS.map((id) => ({ id, label: sheet[id] }))}
          value={[chosen]}
          onChange={([id = chosen]) => {
            const day = days[DAYS.indexOf(id)]
            onChange(day === undefined ? { ...when, isOther: true } : { ...when, day, isOther: false })
          }}
        />
      </div>
      {chosen === 'dayOther' ? (
        <TextEntry
          label={sheet.dateLabel}
          hint={dayWords(when.day, today.locale)}
          type="date"
          value={when.day}
          onChange={(day) => onChange({ ...when, day, isOther: true })}
        />
      ) : null}
      <div className={styles.field}>
        <span className={styles.label}>{sheet.time}</span>
        <div className={styles.time}>
          <Stepper
            label={sheet.hour}
            value={when.hour}
            start={10}
            min={0}
            max={23}
            unit={sheet.hour}
            words={kit}
            onChange={(hour) => onChange({ ...when, hour })}
          />
          <Stepper
            label={sheet.minute}
            value={when.minute}
            start={0}
            min={0}
            max={59}
            step={MINUTE_STEP}
            unit={sheet.minute}
            words={kit}
            onChange={(minute) => onChange({ ...when, minute })}
          />
        </div>
      </div>
    </div>
  )
}
