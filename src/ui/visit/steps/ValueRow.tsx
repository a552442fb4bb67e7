/** A reading, a note, a photo or a signature: the row opens its sheet and shows what was entered. */
import { keepingRefusal } from '../../../domain/procedure/keeping.ts'
import { findStep } from '../../../domain/procedure/outline.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import { isUnusual } from '../../../domain/procedure/values.ts'
import { Button } from '../../kit/Button.tsx'
import { Row } from '../../kit/Row.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { valueWords } from '../stage/value-words.ts'
import type { Work } from '../work.tsx'
import { PhotoThumb } from './PhotoThumb.tsx'
import { SignatureView } from './SignatureView.tsx'
import type { StepRowProps } from './step-row-props.ts'
import styles from './steps.module.css'
import { useStep } from './use-step.ts'

const VERB = { reading: 'enter', note: 'write', photo: 'takePhoto', signature: 'sign' } as const

/** A photo or a note that the guest has not agreed to: of these there is no verdict to keep, so nothing is entered. */
function isNotTaken({ loaded }: Work, stepId: string): boolean {
  const place = findStep(loaded.run, stepId)
  return place !== null && keepingRefusal(loaded.run, place, null) !== null
}

/** One row; a tap on it, or on its button, opens the sheet. */
export function ValueRow({ view, isFirst }: StepRowProps) {
  const { step, answer } = view
  const { label, state, stateText, need, rowRef, more, detail, openValue, words, strings, work } = useStep(
    view,
    isFirst,
  )
  const { kind } = step
  if (kind !== 'reading' && kind !== 'note' && kind !== 'photo' && kind !== 'signature') return null
  const value = answer ? valueWords(step, answer.value, words) : undefined
  if (answer === null && isNotTaken(work, step.id))
    return (
      <Row
        state={state}
        label={label}
        stateText={stateText}
        detail={strings.visit.refused.notAgreed}
        more={more}
        rowRef={rowRef}
      />
    )
  return (
    <Row
      state={state}
      need={need}
      label={
        <>
          {label}
          {step.optional && view.state === 'open' ? (
            <span className={styles.optional}> {strings.visit.optional}</span>
          ) : null}
        </>
      }
      stateText={stateText}
      detail={detail(
        value === undefined ? undefined : (
          <span className={kind === 'reading' ? styles.reading : undefined}>
            {value} {isUnusual(step, answer?.value) ? <Tag tone="amber">{strings.visit.unusual}</Tag> : null}
          </span>
        ),
      )}
      onPress={() => openValue()}
      controls={
        answer === null ? (
          <Button small onPress={() => openValue()}>
            {strings.visit[VERB[kind]]}
          </Button>
        ) : isObject(answer.value) && typeof answer.value.strokes === 'string' ? (
          <SignatureView strokes={answer.value.strokes} label={label} />
        ) : isObject(answer.value) && typeof answer.value.jpeg === 'string' ? (
          <PhotoThumb jpeg={answer.value.jpeg} />
        ) : undefined
      }
      more={more}
      rowRef={rowRef}
    />
  )
}
