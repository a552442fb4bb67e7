/** Before the urn is started: which setting, how many minutes (A5.11, D6). Neither is chosen for the guest. */
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import type { StageView } from '../../../domain/procedure/view.ts'
import { MissingMeans } from '../../alarm/Readiness.tsx'
import { Card } from '../../kit/Card.tsx'
import { Choice } from '../../kit/Choice.tsx'
import { Stepper } from '../../kit/Stepper.tsx'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, settingWords } from '../stage/value-words.ts'
import { useCalled } from '../steps/use-step.ts'
import { useWork } from '../work.tsx'
import type { Plan } from './plan.ts'
import { StaggerHint } from './StaggerHint.tsx'
import styles from './steam.module.css'

/** Offered as one tap each; any other number goes in by the stepper. */
const COMMON_MIN = [15, 20, 25, 30] as const

/** Whether the stage is the one that starts the urn. */
export function startsUrn(stage: StageView, startId: string): boolean {
  return stage.steps.some(({ step }) => step.id === startId)
}

/** The plan's two questions. */
export function PlanFields({
  plan,
  onChange,
}: {
  readonly plan: Plan
  readonly onChange: (plan: Plan) => void
}) {
  const strings = useStrings()
  const { kit, visit } = strings
  const { clock } = useWork().loaded.procedure
  const minutes = COMMON_MIN.filter((n) => n <= clock.offMin).map((n) => ({
    id: String(n),
    label: visit.steam.plannedMin(n),
  }))
  return (
    <>
      <div className={styles.field}>
        <span className={styles.fieldName}>{visit.steam.setting}</span>
        <Choice
          label={visit.steam.setting}
          options={clock.settings.map((id) => ({ id, label: settingWords(strings, id) }))}
          value={plan.setting === null ? [] : [plan.setting]}
          onChange={([setting]) => (setting === undefined ? undefined : onChange({ ...plan, setting }))}
        />
      </div>
      <div className={styles.field}>
        <span className={styles.fieldName}>{visit.steam.planned}</span>
        <Choice
          label={visit.steam.planned}
          options={minutes}
          value={plan.plannedMin === null ? [] : [String(plan.plannedMin)]}
          onChange={([n]) => (n === undefined ? undefined : onChange({ ...plan, plannedMin: Number(n) }))}
        />
        <Stepper
          label={visit.steam.planned}
          value={plan.plannedMin}
          start={clock.offMin}
          min={1}
          max={clock.offMin}
          unit={visit.minuteUnit}
          words={kit}
          onChange={(plannedMin) => onChange({ ...plan, plannedMin })}
        />
      </div>
      <p className={styles.hint}>{visit.steam.plannedMax(clock.offMin)}</p>
    </>
  )
}

/** The card at the end of the preparation. */
export function StartPanel({
  plan,
  onChange,
  isMeansSaid = false,
}: {
  readonly plan: Plan
  readonly onChange: (plan: Plan) => void
  /** What the tablet cannot do for an alarm stands elsewhere on the screen. */
  readonly isMeansSaid?: boolean
}) {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const { start } = loaded.procedure.clock
  const label = labelOf(loaded.text, start)
  const rowRef = useCalled(start)
  return (
    <div ref={rowRef} tabIndex={-1}>
      <Card label={label}>
        <div className={styles.start}>
          <h2>{label}</h2>
          <PlanFields plan={plan} onChange={onChange} />
          <p className={styles.hint}>{visit.steam.startHint}</p>
          <StaggerHint plannedMin={plan.plannedMin} />
        </div>
      </Card>
      {isMeansSaid ? null : <MissingMeans roomId={fieldsOf(loaded.run).place?.roomId ?? null} />}
    </div>
  )
}
