/** Started, and later ended; runs on the stored instants, so that a reload or another tablet shows the same time. */
import { isObject } from '../../../domain/procedure/refusal.ts'
import { type TimedStep, timedUnderWay } from '../../../domain/procedure/timed.ts'
import { Button } from '../../kit/Button.tsx'
import { Row } from '../../kit/Row.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { useApp } from '../../state/app.tsx'
import { useNow } from '../../state/now.ts'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { minSec } from '../format.ts'
import { valueWords } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import type { StepRowProps } from './step-row-props.ts'
import { useStep } from './use-step.ts'

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
          <Running step={step} aim={aim} />
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

const TONES = { running: 'clay', due: 'jade', over: 'amber' } as const

/** Before the rule's time what is left of it, rounded up; from then on how long it has been. */
function Running({ step, aim }: { readonly step: TimedStep; readonly aim: string }) {
  const { timed } = useGuideStrings()
  const { run } = useWork().loaded
  const way = timedUnderWay(run, step, useNow(1000))
  if (!way) return aim
  const shown = way.state === 'running' ? minSec(way.leftMs, 'up') : minSec(way.ranMs)
  return (
    <>
      <Tag tone={TONES[way.state]}>{timed[way.state](shown)}</Tag> {aim}
    </>
  )
}
