/**
 * What is different, by one tap each (A6.1–A6.4). While a check is due it is chosen for that check; between two checks
 * it is recorded at once, with its time, so that nothing waits in the tab. What it asks for is done at once as well:
 * another setting, a drink, a colleague, the way out; and what is taken back takes the drink with it.
 */
import { useRef } from 'react'
import { ToggleButton } from 'react-aria-components'
import type { VisitId } from '../../../domain/ids.ts'
import { fieldOf, nextNumber } from '../../../domain/procedure/answers.ts'
import type { AnswerInput } from '../../../domain/procedure/run.ts'
import type { StageView, StepView } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { TickIcon } from '../../kit/Icons.tsx'
import { useSayFailed } from '../../state/failure.ts'
import { clockTime } from '../../state/times.ts'
import { useAskColleague, useTakeBack } from '../../state/wanted.ts'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, optionWords } from '../stage/value-words.ts'
import { findView, useWork } from '../work.tsx'
import styles from './steam.module.css'

/** As the procedures name it among what is different. */
const COLLEAGUE = 'colleague'

/** A large button each; while a check is due a second tap takes it back. */
export function Exceptions({
  isCheckDue,
  found,
  onFound,
}: {
  readonly isCheckDue: boolean
  readonly found: readonly string[]
  readonly onFound: (found: readonly string[]) => void
}) {
  const { loaded, stages, open, tell } = useWork()
  const { visit } = useStrings()
  const { check, between } = loaded.procedure.clock
  const noticed = findView(stages, between)?.view
  const step = findView(stages, check)?.view.step
  const options = step?.kind === 'repeated' ? (step.options ?? []) : []
  const colleague = useColleague()
  const poured = useRef(new Map<string, string>())
  const pour = (id: string): readonly AnswerInput[] => {
    const drinks = drinksOf(stages, id, [check, between])
    if (!drinks) return []
    const n = nextNumber(loaded.run.fields, drinks.step.id)
    poured.current.set(id, fieldOf(drinks.step.id, n))
    return [{ stepId: drinks.step.id, n, value: id }]
  }
  const pressDue = (id: string, isOn: boolean) => {
    onFound(isOn ? [...found, id] : found.filter((one) => one !== id))
    const drink = poured.current.get(id)
    const answers = isOn ? pour(id) : []
    if (answers.length > 0) void tell({ type: 'answer', answers })
    if (isOn || drink === undefined) return
    poured.current.delete(id)
    void tell({ type: 'undo', field: drink })
  }
  const press = (id: string, isOn: boolean) => {
    if (isCheckDue) pressDue(id, isOn)
    else void tell({ type: 'answer', answers: [{ stepId: between, value: id }, ...pour(id)] })
    if (isOn && id === 'setting') open({ kind: 'change' })
    if (id === COLLEAGUE) colleague(isOn)
    if (isOn && id === 'toilet' && loaded.procedure.clock.away) open({ kind: 'breakOut' })
  }
  return (
    <div className={styles.exceptions}>
      <p className={styles.hint}>{labelOf(loaded.text, check)}</p>
      <fieldset className={styles.grid} aria-label={visit.steam.exceptions}>
        {options.map(({ id }) => (
          <ToggleButton
            key={id}
            className={styles.exception}
            isSelected={isCheckDue && found.includes(id)}
            onChange={(isOn) => press(id, isOn)}
          >
            {isCheckDue && found.includes(id) ? <TickIcon size={18} /> : null}
            {optionWords(loaded.text, check, id)}
          </ToggleButton>
        ))}
      </fieldset>
      {noticed && !isCheckDue ? <LastNoticed view={noticed} /> : null}
    </div>
  )
}

/** Calls the others at once, and shows who comes; taken back, they fall silent. */
function useColleague(): (isWanted: boolean) => void {
  const { loaded, open } = useWork()
  const ask = useAskColleague()
  const takeBack = useTakeBack()
  const sayFailed = useSayFailed()
  return (isWanted) => {
    const done = isWanted ? ask(loaded.run) : takeBack(loaded.run.id as VisitId)
    void done.then((failed) => (failed ? sayFailed(failed) : undefined))
    if (isWanted) open({ kind: 'colleague' })
  }
}

/** The step that keeps the drinks, where the exception is one. */
function drinksOf(stages: readonly StageView[], id: string, not: readonly string[]): StepView | undefined {
  return stages
    .flatMap(({ steps }) => steps)
    .find(
      ({ step }) =>
        step.kind === 'repeated' &&
        !not.includes(step.id) &&
        step.options?.some((option) => option.id === id),
    )
}

/** The newest one that was recorded between two checks, and the way to take it back. */
function LastNoticed({ view }: { readonly view: StepView }) {
  const { loaded, stages, tell } = useWork()
  const { visit } = useStrings()
  const colleague = useColleague()
  const { check } = loaded.procedure.clock
  const last = view.answers.at(-1)
  if (!last) return null
  const id = String(last.answer.value)
  const what = optionWords(loaded.text, view.step.id, id)
  // One tap wrote both, so they have one instant.
  const drinks = drinksOf(stages, id, [check, view.step.id])
  const drink = drinks?.answers.find(({ answer }) => answer.value === id && answer.at === last.answer.at)
  const takeBack = async () => {
    if (id === COLLEAGUE) colleague(false)
    const isKept = await tell({ type: 'undo', field: fieldOf(view.step.id, last.n) })
    if (isKept && drinks && drink) await tell({ type: 'undo', field: fieldOf(drinks.step.id, drink.n) })
  }
  const at = clockTime(last.answer.at, loaded.run.context.shop.timeZone)
  return (
    <div className={styles.noticed} role="status">
      <span>{visit.steam.noticed(what, at)}</span>
      <Button small look="quiet" aria-label={visit.steam.takeBack(what)} onPress={takeBack}>
        {visit.undo}
      </Button>
    </div>
  )
}
