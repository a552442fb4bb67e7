/**
 * A choice: buttons beside the label or in a line below it. What wants a manager's approval opens its sheet with the
 * option chosen. Contraindications have a sheet of their own, and one button for "none".
 */
import type { Json } from '../../../base/json.ts'
import { isNotDone } from '../../../domain/procedure/answers.ts'
import { chosenIn } from '../../../domain/procedure/facts.ts'
import type { Step } from '../../../domain/procedure/structure.ts'
import { isBlocking, wantsApproval } from '../../../domain/procedure/values.ts'
import { Button } from '../../kit/Button.tsx'
import { Choice } from '../../kit/Choice.tsx'
import { Row } from '../../kit/Row.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { choiceShape, chosenAfter } from '../stage/rows.ts'
import { optionWords, valueWords } from '../stage/value-words.ts'
import type { StepRowProps } from './step-row-props.ts'
import { useStep } from './use-step.ts'

type ChooseStep = Extract<Step, { kind: 'choose' }>

/** One row; a tap on a chosen option of one keeps it, of many takes it out. */
export function ChooseRow({ view, isFirst, step }: StepRowProps & { readonly step: ChooseStep }) {
  const { label, state, stateText, need, rowRef, more, detail, answer, openValue, words, work } = useStep(
    view,
    isFirst,
  )
  const shape = choiceShape(step)
  const chosen = view.answer ? chosenIn(view.answer) : []
  const give = (value: Json) => (wantsApproval(step, value) ? openValue(value) : answer(value))
  const choose = (after: readonly string[]) => {
    if (!step.many) {
      const [id] = after
      if (id !== undefined) give(id)
      return
    }
    const ids = chosenAfter(chosen, after)
    if (ids.length > 0) give(ids)
    else void work.tell({ type: 'undo', field: step.id })
  }
  const options = step.options.map((option) => ({
    id: option.id,
    label: optionWords(words.text, step.id, option.id),
    tone: option.verdict === 'block' ? ('red' as const) : ('plain' as const),
  }))
  return (
    <Row
      state={state}
      need={need}
      label={label}
      stateText={stateText}
      detail={<ChooseDetail step={step} view={view} words={words} detail={detail} shape={shape} />}
      controls={
        shape === 'sheet' ? (
          <SheetControls step={step} view={view} words={words} onNone={give} onOpen={() => openValue()} />
        ) : (
          <Choice label={label} options={options} value={chosen} onChange={choose} many={step.many} />
        )
      }
      wide={shape === 'below'}
      more={more}
      rowRef={rowRef}
    />
  )
}

type Inner = Pick<StepRowProps, 'view'> & {
  readonly step: ChooseStep
  readonly words: ReturnType<typeof useStep>['words']
}

function ChooseDetail({
  step,
  view,
  words,
  detail,
  shape,
}: Inner & {
  readonly detail: ReturnType<typeof useStep>['detail']
  readonly shape: ReturnType<typeof choiceShape>
}) {
  const { answer } = view
  if (answer && isBlocking(step, answer.value)) {
    return (
      <>
        <Tag tone="red">{words.strings.visit.mustDecline}</Tag>{' '}
        {detail(valueWords(step, answer.value, words))}
      </>
    )
  }
  // The chosen buttons show the value already; a sheet and a reason do not.
  const isTold = answer !== null && (shape === 'sheet' || isNotDone(answer.value))
  return <>{detail(isTold ? valueWords(step, answer.value, words) : undefined)}</>
}

function SheetControls({
  step,
  view,
  words,
  onNone,
  onOpen,
}: Inner & { readonly onNone: (value: Json) => void; readonly onOpen: () => void }) {
  const { visit } = words.strings
  const [first] = step.options
  if (view.answer) {
    return (
      <Button small onPress={onOpen}>
        {visit.menu.again}
      </Button>
    )
  }
  return (
    <>
      <Button small onPress={onOpen}>
        {visit.someChosen}
      </Button>
      {first ? (
        <Button small onPress={() => onNone([first.id])}>
          {optionWords(words.text, step.id, first.id)}
        </Button>
      ) : null}
    </>
  )
}
