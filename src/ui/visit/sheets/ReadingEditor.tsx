/** A reading by large steppers: the range that can be true, and the shop's usual one; what cannot be true is asked again. */
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { ReadingPart } from '../../../domain/procedure/structure.ts'
import { Stepper } from '../../kit/Stepper.tsx'
import { useStrings } from '../../strings/strings.ts'
import { optionWords, unitWords } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import type { EditorProps } from './editor-props.ts'
import { readingDraft } from './reading-draft.ts'
import styles from './sheets.module.css'

/** Beyond what is plausible the number can still be typed, so that a slip is seen and said, not silently cut. */
const BEYOND = 2

/** One line a part. */
export function ReadingEditor({ step, draft, onChange }: EditorProps<'reading'>) {
  const { loaded } = useWork()
  const strings = useStrings()
  const { visit } = strings
  const given = isObject(draft.value) ? draft.value : {}
  const set = (part: ReadingPart, n: number) => {
    const names = (id: string) => optionWords(loaded.text, step.id, id)
    onChange(readingDraft(step, { ...numbersIn(given), [part.id]: n }, names, visit.reading))
  }
  return (
    <div className={styles.parts}>
      {step.parts.map((part) => {
        const value = given[part.id]
        return (
          <Part
            key={part.id}
            part={part}
            name={optionWords(loaded.text, step.id, part.id)}
            unit={unitWords(loaded.text, part.unit)}
            value={typeof value === 'number' ? value : null}
            onChange={(n) => set(part, n)}
          />
        )
      })}
    </div>
  )
}

function numbersIn(value: { readonly [id: string]: unknown }): { readonly [id: string]: number } {
  const numbers: { [id: string]: number } = {}
  for (const [id, one] of Object.entries(value)) if (typeof one === 'number') numbers[id] = one
  return numbers
}

function Part({
  part,
  name,
  unit,
  value,
  onChange,
}: {
  readonly part: ReadingPart
  readonly name: string
  readonly unit: string
  readonly value: number | null
  readonly onChange: (value: number) => void
}) {
  const { kit, visit } = useStrings()
  const [min, max] = part.plausible
  const isWrong = value !== null && (value < min || value > max)
  const isUnusual =
    !isWrong && value !== null && part.usual !== undefined && (value < part.usual[0] || value > part.usual[1])
  return (
    <div className={styles.part}>
      <span className={styles.partName}>
        {name}
        <span className={styles.muted}>
          {part.usual ? visit.reading.usual(String(part.usual[0]), String(part.usual[1]), unit) : null}
          {part.optional ? ` ${visit.reading.optional}` : null}
        </span>
      </span>
      <Stepper
        label={name}
        value={value}
        start={part.start}
        min={0}
        max={max * BEYOND}
        step={part.step}
        decimals={part.decimals}
        unit={unit}
        words={{ ...kit, range: () => visit.reading.range(String(min), String(max), unit) }}
        onChange={onChange}
      />
      {isWrong ? (
        <p className={styles.error} role="alert">
          {visit.reading.implausible(name, String(min), String(max))}
        </p>
      ) : isUnusual ? (
        <p className={styles.unusual}>{visit.reading.outside}</p>
      ) : null}
    </div>
  )
}
