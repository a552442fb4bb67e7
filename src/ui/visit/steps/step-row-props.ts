/** What every row of a step is given. */
import type { StepView } from '../../../domain/procedure/view.ts'

export type StepRowProps = {
  readonly view: StepView
  /** The closed gate that the next action waits for. */
  readonly isFirst: boolean
  /** Its stage was left, or the record is closed: changes go by correction and late entry. */
  readonly isPast: boolean
}
