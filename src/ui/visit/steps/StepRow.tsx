/** One step of a stage, as its kind wants to be answered. After the stage was left a row only opens its "more". */
import { Suspense } from 'react'
import { isAboutHealth } from '../../../domain/people/seen.ts'
import { Row } from '../../kit/Row.tsx'
import { SayCard } from '../../kit/SayCard.tsx'
import { useRightsStrings } from '../../strings/rights-strings.ts'
import { spoken, valueWords } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import { ChooseRow } from './ChooseRow.tsx'
import { CountRow } from './CountRow.tsx'
import { IdentityRow } from './IdentityRow.tsx'
import { RepeatedRow } from './RepeatedRow.tsx'
import { SuppliesRow } from './SuppliesRow.tsx'
import type { StepRowProps } from './step-row-props.ts'
import { TimedRow } from './TimedRow.tsx'
import { useStep } from './use-step.ts'
import { ValueRow } from './ValueRow.tsx'

/** The row, with the words for the guest above it while they are still to be said. */
export function StepRow(props: StepRowProps) {
  const { view } = props
  const { seesHealth } = useWork()
  if (!seesHealth && isAboutHealth(view.step))
    return (
      <Suspense>
        <HiddenRow {...props} />
      </Suspense>
    )
  if (view.step.kind === 'say') return <SayRow {...props} />
  return (
    <>
      {view.state === 'open' && !props.isPast ? <WordsFor stepIds={[view.step.id]} /> : null}
      <RowOfKind {...props} />
    </>
  )
}

/** Whether it is done, and not a word of what it says (SEC8). */
function HiddenRow({ view, isFirst }: StepRowProps) {
  const { label, state, stateText, need, rowRef } = useStep(view, isFirst)
  const { health } = useRightsStrings()
  return (
    <Row state={state} need={need} label={label} stateText={stateText} detail={health.row} rowRef={rowRef} />
  )
}

/** The sentences that belong to these steps, in the guest's language; nothing when there are none. */
export function WordsFor({ stepIds }: { readonly stepIds: readonly string[] }) {
  const lines = useSpoken(stepIds)
  const { loaded } = useWork()
  if (lines.length === 0) return null
  return <SayCard words={lines} lang={loaded.guest?.language ?? undefined} />
}

function useSpoken(stepIds: readonly string[]): readonly string[] {
  const { loaded } = useWork()
  return stepIds.flatMap((id) => {
    const words = loaded.sayText.steps[id]?.say
    return words ? [spoken(words, loaded.shopName, loaded.guest?.address ?? '')] : []
  })
}

function RowOfKind(props: StepRowProps) {
  const { step } = props.view
  if (props.isPast) return <PastRow {...props} />
  switch (step.kind) {
    case 'choose':
      return step.gate?.name === 'identity' ? (
        <IdentityRow {...props} step={step} />
      ) : (
        <ChooseRow {...props} step={step} />
      )
    case 'count':
      return <CountRow {...props} step={step} />
    case 'supplies':
      return <SuppliesRow {...props} step={step} />
    case 'timed':
      return <TimedRow {...props} step={step} />
    case 'repeated':
      return <RepeatedRow {...props} step={step} />
    case 'reading':
    case 'note':
    case 'photo':
    case 'signature':
      return <ValueRow {...props} />
    default:
      return <DoRow {...props} />
  }
}

/** A tap ticks; a tap on what is done opens what can be changed, so that a second touch of a wet glove undoes nothing. */
function DoRow({ view, isFirst }: StepRowProps) {
  const { label, state, stateText, need, rowRef, more, detail, answer, words } = useStep(view, isFirst)
  const value = view.answer ? valueWords(view.step, view.answer.value, words) : ''
  return (
    <Row
      state={state}
      need={need}
      label={label}
      stateText={stateText}
      detail={detail(value)}
      onPress={() => (view.state === 'open' ? answer(true) : more.onPress())}
      more={more}
      rowRef={rowRef}
    />
  )
}

function SayRow({ view, isFirst, isPast }: StepRowProps) {
  const { label, state, stateText, need, rowRef, more, detail, answer, words } = useStep(view, isFirst)
  const lines = useSpoken([view.step.id])
  const { loaded } = useWork()
  const value = view.answer ? valueWords(view.step, view.answer.value, words) : ''
  return (
    <SayCard
      words={lines.length > 0 ? lines : label}
      lang={loaded.guest?.language ?? undefined}
      state={state}
      stateText={`${label}, ${stateText}`}
      detail={detail(value)}
      need={need}
      onPress={() => (view.state === 'open' && !isPast ? answer(true) : more.onPress())}
      more={more}
      cardRef={rowRef}
    />
  )
}

function PastRow({ view, isFirst }: StepRowProps) {
  const { label, state, stateText, need, rowRef, more, detail, words } = useStep(view, isFirst)
  const value = view.answer ? valueWords(view.step, view.answer.value, words) : ''
  return (
    <Row
      state={state}
      need={need}
      label={label}
      stateText={stateText}
      detail={detail(value)}
      onPress={more.onPress}
      more={more}
      rowRef={rowRef}
    />
  )
}
