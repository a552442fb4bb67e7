/** A reading, a note, a photo or a signature: the row opens its sheet and shows what was entered. */
import { isObject } from '../../../domain/procedure/refusal.ts'
import { isUnusual } from '../../../domain/procedure/values.ts'
import { Button } from '../../kit/Button.tsx'
import { Row } from '../../kit/Row.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { valueWords } from '../stage/value-words.ts'
import { PhotoThumb } from './PhotoThumb.tsx'
import { SignatureView } from './SignatureView.tsx'
import type { StepRowProps } from './step-row-props.ts'
import styles from './steps.module.css'
import { useStep } from './use-step.ts'

const VERB = { reading: 'enter', note: 'write', photo: 'takePhoto', signature: 'sign' } as const

/** One row; a tap on it, or on its button, opens the sheet. */
export function ValueRow({ view, isFirst }: StepRowProps) {
  const { step, answer } = view
  const { label, state, stateText, need, rowRef, more, detail, openValue, words, strings } = useStep(
    view,
    isFirst,
  )
  const { kind } = step
  if (kind !== 'reading' && kind !== 'note' && kind !== 'photo' && kind !== 'signature') return null
  const value = answer ? valueWords(step, answer.value, words) : undefined
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
