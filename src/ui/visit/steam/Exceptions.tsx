/**
 * What is different, by one tap each (A6.1–A6.4): recorded at once, with its time, so that nothing waits in the tab. While
 * a check is due it is chosen for that check, which takes it over with its tick. What it asks for is done at once as well:
 * another setting, a drink, a colleague, the way out; and what is taken back takes the drink with it.
 */
import { ToggleButton } from 'react-aria-components'
import type { VisitId } from '../../../domain/ids.ts'
import { fieldOf } from '../../../domain/procedure/answers.ts'
import type { AnswerInput } from '../../../domain/procedure/run.ts'
import type { StageView, StepView } from '../../../domain/procedure/view.ts'
import { useSummoned } from '../../emergency/use-summoned.ts'
import { Button } from '../../kit/Button.tsx'
import { TickIcon } from '../../kit/Icons.tsx'
import { useSayFailed } from '../../state/failure.ts'
import { clockTime } from '../../state/times.ts'
import { useAskColleague, useTakeBack } from '../../state/wanted.ts'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, optionWords } from '../stage/value-words.ts'
import { findView, useWork } from '../work.tsx'
import type { Felt } from './advice.ts'
import type { Chosen } from './check-due.ts'
import { FeelingCard } from './FeelingCard.tsx'
import styles from './steam.module.css'

/** As the procedures name it among what is different. */
const COLLEAGUE = 'colleague'

/** A large button each; while a check is due a second tap takes it back. `chosen` is null while none is. */
export function Exceptions({
  chosen,
  felt,
}: {
  readonly chosen: readonly Chosen[] | null
  readonly felt: Felt | null
}) {
  const { loaded, stages, open, tell } = useWork()
  const { visit } = useStrings()
  const { check, between } = loaded.procedure.clock
  const noticed = findView(stages, between)?.view
  const step = findView(stages, check)?.view.step
  const options = step?.kind === 'repeated' ? (step.options ?? []) : []
  const colleague = useColleague()
  const takeBack = useTakeBackNoticed()
  const notice = (id: string) => {
    const drinks = drinksOf(stages, id, [check, between])
    const poured: readonly AnswerInput[] = drinks ? [{ stepId: drinks.step.id, value: id }] : []
    void tell({ type: 'answer', answers: [{ stepId: between, value: id }, ...poured] })
    if (id === 'setting') open({ kind: 'change' })
    if (id === COLLEAGUE) colleague(true)
    if (id === 'toilet' && loaded.procedure.clock.away) open({ kind: 'breakOut' })
  }
  const press = (id: string) => {
    const again = chosen?.filter((one) => one.id === id) ?? []
    if (again.length === 0) notice(id)
    else void takeBack(again)
  }
  const isCalled = useSummoned()?.some(
    (one) => one.kind === 'colleague' && one.wanted.visitId === loaded.run.id,
  )
  const isChosen = (id: string) => chosen?.some((one) => one.id === id) ?? false
  return (
    <div className={styles.exceptions}>
      <p className={styles.hint}>{labelOf(loaded.text, check)}</p>
      <fieldset className={styles.grid} aria-label={visit.steam.exceptions}>
        {options.map(({ id }) => (
          <ToggleButton
            key={id}
            className={styles.exception}
            isSelected={isChosen(id)}
            onChange={() => press(id)}
          >
            {isChosen(id) ? <TickIcon size={18} /> : null}
            {optionWords(loaded.text, check, id)}
          </ToggleButton>
        ))}
      </fieldset>
      {noticed && !chosen ? <LastNoticed view={noticed} /> : null}
      {felt ? (
        <FeelingCard
          key={`${felt.feeling} ${felt.at}`}
          felt={felt}
          onColleague={() => (isCalled ? open({ kind: 'colleague' }) : notice(COLLEAGUE))}
        />
      ) : null}
    </div>
  )
}

/** Takes back what was noticed, with the drink that it brought; all at once, so that a tap that follows comes after it. */
function useTakeBackNoticed(): (noticed: readonly Chosen[]) => Promise<void> {
  const { loaded, stages, send, setProblem, mayUndo } = useWork()
  const { check, between } = loaded.procedure.clock
  const colleague = useColleague()
  return async (noticed) => {
    const fields = noticed.flatMap(({ n, id, at }) => {
      const drinks = drinksOf(stages, id, [check, between])
      // One tap wrote both, so they have one instant.
      const drink = drinks?.answers.find(({ answer }) => answer.value === id && answer.at === at)
      return [fieldOf(between, n), ...(drinks && drink ? [fieldOf(drinks.step.id, drink.n)] : [])]
    })
    // A call is not ended by whoever did not make it: the others would fall silent, and what was noticed stay.
    if (!fields.every(mayUndo)) return setProblem({ refused: 'notYours' })
    if (noticed.some(({ id }) => id === COLLEAGUE)) colleague(false)
    const problems = await Promise.all(fields.map((field) => send({ type: 'undo', field })))
    setProblem(problems.find((one) => one !== null) ?? null)
  }
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
  const { loaded, mayUndo } = useWork()
  const { visit } = useStrings()
  const takeBack = useTakeBackNoticed()
  const last = view.answers.at(-1)
  // Noticed by somebody who sees more.
  if (!last || last.answer.value === null) return null
  const id = String(last.answer.value)
  const what = optionWords(loaded.text, view.step.id, id)
  const at = clockTime(last.answer.at, loaded.run.context.shop.timeZone)
  return (
    <div className={styles.noticed} role="status">
      <span>{visit.steam.noticed(what, at)}</span>
      {mayUndo(fieldOf(view.step.id, last.n)) ? (
        <Button
          small
          look="quiet"
          aria-label={visit.steam.takeBack(what)}
          onPress={() => takeBack([{ n: last.n, id, at: last.answer.at }])}
        >
          {visit.undo}
        </Button>
      ) : null}
    </div>
  )
}
