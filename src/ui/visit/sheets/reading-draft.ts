/** A reading while it is entered: complete and plausible, or the sentence that says what is still to be done. */
import type { Step } from '../../../domain/procedure/structure.ts'
import { swappedPart } from '../../../domain/procedure/values.ts'
import type { Strings } from '../../strings/strings.ts'
import type { Draft } from './editor-props.ts'

/** `missing` names the first part that cannot be true, else the first that is not entered. */
export function readingDraft(
  step: Extract<Step, { kind: 'reading' }>,
  numbers: { readonly [id: string]: number },
  nameOf: (id: string) => string,
  words: Strings['visit']['reading'],
): Draft {
  for (const { id, plausible } of step.parts) {
    const n = numbers[id]
    const [min, max] = plausible
    if (n !== undefined && (n < min || n > max))
      return { value: numbers, missing: words.implausible(nameOf(id), String(min), String(max)) }
  }
  const swapped = swappedPart(step, numbers)
  if (swapped?.above)
    return { value: numbers, missing: words.mustBeAbove(nameOf(swapped.id), nameOf(swapped.above)) }
  const lacks = step.parts.find(({ id, optional }) => !optional && numbers[id] === undefined)
  return { value: numbers, missing: lacks ? words.fill(nameOf(lacks.id)) : null }
}
