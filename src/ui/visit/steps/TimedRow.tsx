/** Started, and later ended; runs on the stored instants, so that a reload or another tablet shows the same time. */
import { MINUTE_MS } from '../../../base/clock.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { Step } from '../../../domain/procedure/structure.ts'
import { Button } from '../../kit/Button.tsx'
import { Row } from '../../kit/Row.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { useApp } from '../../state/app.tsx'
import { useNow } from '../../state/now.ts'
import { useStrings } from '../../strings/strings.ts'
import { minSec } from '../format.ts'
import { valueWords } from '../stage/value-words.ts'
import type { StepRowProps } from './StepRow.tsx'
import { useStep } from './use-step.ts'

type TimedStep = Extract<Step, { kind: 'timed' }>

/** One row with its start or end; minutes are an aim, never a block. */
export function TimedRow({ view, isFirst, step }: StepRowProps & { readonly step: TimedStep }) {
  const { label, state, stateText, need, rowRef, more, detail, answer, words, strings } = useStep(
    view,
    isFirst,
  )
  const { clock } = useApp()
  const value = view.answer?.value
  const startedAt = isObject(value) && typeof value.startedAt === 'number' ? value.startedAt : null
  const isRunning = startedAt !== null && view.state === 'open'
  const aim = strings.visit.aimMinutes(step.minMin, step.maxMin)
  return (
    <Row
      state={isRunning ? 'open' : state}
      need={need}
      label={label}
      stateText={stateText}
      detail={
        isRunning ? (
          <Running since={startedAt} step={step} aim={aim} />
        ) : (
          detail(view.answer ? valueWords(step, view.answer.value, words) : aim)
        )
      }
      controls={
        view.state !== 'open' ? undefined : isRunning ? (
          <Button small onPress={() => answer({ startedAt, endedAt: Math.max(startedAt, clock.now()) })}>
            {strings.visit.endTimed}
          </Button>
        ) : (
          <Button small onPress={() => answer({ startedAt: clock.now() })}>
            {strings.visit.startTimed}
          </Button>
        )
      }
      more={more}
      rowRef={rowRef}
    />
  )
}

function Running({
  since,
  step,
  aim,
}: {
  readonly since: number
  readonly step: TimedStep
  readonly aim: string
}) {
  const { visit } = useStrings()
  const ran = Math.max(0, useNow(1000) - since)
  const tone = ran > step.maxMin * MINUTE_MS ? 'amber' : ran >= step.minMin * MINUTE_MS ? 'jade' : 'clay'
  return (
    <>
      <Tag tone={tone}>{visit.running(minSec(ran))}</Tag> {aim}
    </>
  )
}
