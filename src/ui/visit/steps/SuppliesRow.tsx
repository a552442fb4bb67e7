/** What is laid out for this guest: totals computed from the list (A5.1), one tap confirms, the list takes exceptions. */
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { Step } from '../../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../../domain/procedure/text.ts'
import { supplyTotals } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Row } from '../../kit/Row.tsx'
import { valueWords } from '../stage/value-words.ts'
import type { StepRowProps } from './step-row-props.ts'
import { useStep } from './use-step.ts'

type SuppliesStep = Extract<Step, { kind: 'supplies' }>

/** Totals in words: 毛巾 7 · 浴帽 1 · 大浴巾 6. */
export function totalsWords(step: SuppliesStep, gender: 'female' | 'male', text: ProcedureText): string {
  const totals = Object.entries(supplyTotals(step, gender))
  return totals.map(([kind, n]) => `${text.kinds[kind] ?? kind} ${n}`).join(' · ')
}

/** One row; the whole of it confirms that all is there. */
export function SuppliesRow({ view, isFirst, step }: StepRowProps & { readonly step: SuppliesStep }) {
  const { label, state, stateText, need, rowRef, more, detail, answer, openValue, words, strings, work } =
    useStep(view, isFirst)
  const gender = work.loaded.run.context.guest?.gender ?? 'female'
  const totals = totalsWords(step, gender, words.text)
  const hasExceptions = view.answer !== null && (isObject(view.answer.value) || view.state === 'notDone')
  const told = hasExceptions && view.answer ? valueWords(step, view.answer.value, words) : undefined
  return (
    <Row
      state={state}
      need={need}
      label={label}
      stateText={stateText}
      detail={
        <>
          <b>{totals}</b>
          <br />
          {detail(told)}
        </>
      }
      onPress={() => (view.state === 'open' ? answer(true) : more.onPress())}
      controls={
        <Button small onPress={() => openValue()}>
          {strings.visit.supplyList}
        </Button>
      }
      more={more}
      rowRef={rowRef}
    />
  )
}
