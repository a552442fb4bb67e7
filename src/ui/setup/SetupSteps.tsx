/** The five steps of a shop of one's own: where one is, the step, back and next. What is missing stands on the button. */
import {
  draftProblem,
  firstProblem,
  SETUP_STEPS,
  type SetupDraft,
  type SetupStep,
  withLine,
} from '../../domain/shop/setup-draft.ts'
import { Button } from '../kit/Button.tsx'
import { TickIcon } from '../kit/Icons.tsx'
import { useApp } from '../state/app.tsx'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { GuestsStep } from './GuestsStep.tsx'
import { PinsStep } from './PinsStep.tsx'
import { RoomsStep } from './RoomsStep.tsx'
import styles from './SetupScreen.module.css'
import { ShopStep } from './ShopStep.tsx'
import { StaffStep } from './StaffStep.tsx'
import type { StepProps } from './step-props.ts'

const FORMS = {
  shop: ShopStep,
  rooms: RoomsStep,
  staff: StaffStep,
  pins: PinsStep,
  guests: GuestsStep,
} as const

/** One step at a time; those done can be gone back to. */
export function SetupSteps({
  draft,
  step,
  change,
  isWorking,
  onFinish,
}: StepProps & {
  readonly step: SetupStep
  readonly isWorking: boolean
  readonly onFinish: (draft: SetupDraft) => void
}) {
  const setup = useSetupStrings()
  const at = SETUP_STEPS.indexOf(step)
  const Form = FORMS[step]
  const next = SETUP_STEPS[at + 1]
  return (
    <main className={styles.steps}>
      <Progress draft={draft} step={step} onGo={(to) => change({ step: to })} />
      <div className={styles.form} key={step}>
        <p className={styles.progressLine}>{setup.progress(at + 1, SETUP_STEPS.length)}</p>
        <h1>{setup[step].title}</h1>
        <p className={styles.line}>{setup[step].line}</p>
        <Form draft={draft} change={change} />
      </div>
      <div className={styles.foot}>
        <Button onPress={() => change({ step: SETUP_STEPS[at - 1] ?? 'welcome' })}>{setup.back}</Button>
        {next ? (
          <NextButton draft={draft} step={step} change={change} next={next} />
        ) : (
          <FinishButton draft={draft} change={change} isWorking={isWorking} onFinish={onFinish} />
        )}
      </div>
    </main>
  )
}

/** A line that was typed and not added counts: nobody should have to tap twice for one name. */
function NextButton({ draft, step, change, next }: StepProps & { step: SetupStep; next: SetupStep }) {
  const setup = useSetupStrings()
  const { newId } = useApp()
  const added = () => (step === 'staff' ? withLine(draft, 'staff', newId()) : draft)
  const problem = draftProblem(added(), step)
  if (problem) return <Button look="blocked">{setup.problem[problem]}</Button>
  return (
    <Button look="go" onPress={() => change({ ...added(), step: next })}>
      {setup.next}
    </Button>
  )
}

function FinishButton({
  draft,
  change,
  isWorking,
  onFinish,
}: StepProps & { readonly isWorking: boolean; readonly onFinish: (draft: SetupDraft) => void }) {
  const setup = useSetupStrings()
  const { newId } = useApp()
  const after = withLine(draft, 'guests', newId())
  const first = firstProblem(after)
  if (first)
    return (
      <Button look="blocked" onPress={() => change({ step: first.step })}>
        {setup.problem[first.problem]}
      </Button>
    )
  const words = after.guests.length > 0 ? setup.finish : setup.skip
  const finish = () => {
    change(after)
    onFinish(after)
  }
  return (
    <Button look="go" isDisabled={isWorking} onPress={finish}>
      {isWorking ? setup.working : words}
    </Button>
  )
}

function Progress({
  draft,
  step,
  onGo,
}: {
  readonly draft: SetupDraft
  readonly step: SetupStep
  readonly onGo: (to: SetupStep) => void
}) {
  const setup = useSetupStrings()
  const at = SETUP_STEPS.indexOf(step)
  return (
    <ol className={styles.progress}>
      {SETUP_STEPS.map((one, n) => {
        const isDone = n < at && draftProblem(draft, one) === null
        const mark = (
          <span className={`${styles.mark} ${isDone ? styles.doneMark : ''}`}>
            {isDone ? <TickIcon size={16} /> : n + 1}
          </span>
        )
        return (
          <li key={one} aria-current={one === step ? 'step' : undefined} className={styles.progressStep}>
            {isDone ? (
              <Button small look="quiet" onPress={() => onGo(one)}>
                {mark}
                {setup.steps[one]}
                <span className="visually-hidden">{setup.stepDone}</span>
              </Button>
            ) : (
              <span className={styles.progressText}>
                {mark}
                {setup.steps[one]}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
