/**
 * Lays a stage's steps out as rows: what is done together stands in one row that one tap confirms, each other step in
 * a row of its own, in the procedure's order. The urn's own steps have their panels and no rows.
 */
import type { ChooseOption, ClockRule, Step } from '../../../domain/procedure/structure.ts'
import type { StageView, StepView } from '../../../domain/procedure/view.ts'

export type RowItem =
  | { readonly kind: 'group'; readonly id: string; readonly views: readonly StepView[] }
  | { readonly kind: 'step'; readonly view: StepView }

/** Whether a plain "yes" answers the step, so that one tap can confirm it with others. */
export function isPlain(step: Step): boolean {
  return step.kind === 'do' || step.kind === 'say'
}

function isUrns(step: Step, clock: ClockRule): boolean {
  const { start, check, between, ask, change, off, away } = clock
  return [start, check, between, ask, change, off, away].includes(step.id)
}

/** Rows of a stage; a group stands where its first step stands, and a group of one is an ordinary row. */
export function rowsOf(views: readonly StepView[], clock: ClockRule): readonly RowItem[] {
  const rows: RowItem[] = []
  const placed = new Set<string>()
  for (const view of views) {
    const { step } = view
    if (isUrns(step, clock)) continue
    const mates = step.group && isPlain(step) ? matesOf(views, step.group) : []
    if (!step.group || mates.length < 2) rows.push({ kind: 'step', view })
    else if (!placed.has(step.group)) {
      placed.add(step.group)
      rows.push({ kind: 'group', id: step.group, views: mates })
    }
  }
  return rows
}

/** The steps of a group that one tap confirms. */
export function matesOf(views: readonly StepView[], group: string): readonly StepView[] {
  return views.filter(({ step }) => step.group === group && isPlain(step))
}

/** A row's state from those of its steps: done when all are dealt with, open as long as one is not. */
export function groupState(views: readonly StepView[]): 'open' | 'done' | 'notDone' {
  if (views.some(({ state }) => state === 'open')) return 'open'
  return views.every(({ state }) => state === 'notDone') ? 'notDone' : 'done'
}

/** How many rows of the stage still wait for somebody: what can be counted on the screen, where one row is several steps. */
export function openRows({ steps, open }: Pick<StageView, 'steps' | 'open'>, clock: ClockRule): number {
  const isOpen = ({ step }: StepView) => open.includes(step.id)
  return rowsOf(steps, clock).filter((row) =>
    row.kind === 'group' ? row.views.some(isOpen) : isOpen(row.view),
  ).length
}

/** Options that say that nothing is out of the ordinary; they stand alone among many. */
const ALONE: readonly string[] = ['none', 'ordinary']

/** A choice among many after a tap: choosing "nothing" drops the rest, choosing anything else drops "nothing". */
export function chosenAfter(before: readonly string[], after: readonly string[]): readonly string[] {
  const added = after.filter((id) => !before.includes(id))
  const alone = added.find((id) => ALONE.includes(id))
  if (alone !== undefined) return [alone]
  return added.length > 0 ? after.filter((id) => !ALONE.includes(id)) : after
}

/** More buttons than these do not fit beside a label. */
const BESIDE_MAX = 3

/** How a choice is offered: as buttons beside the label, as a line of them below, or in a sheet of its own. */
export function choiceShape(step: Extract<Step, { kind: 'choose' }>): 'beside' | 'below' | 'sheet' {
  if (step.many && step.gate) return 'sheet'
  return !step.many && step.options.length <= BESIDE_MAX ? 'beside' : 'below'
}

export type OptionGroup = {
  readonly verdict: 'pass' | 'block' | 'approve'
  readonly options: readonly ChooseOption[]
}

/** Options of a choice among many by what follows from them, each kind apart; null where not both kinds of no are among them. */
export function groupsOf(step: Extract<Step, { kind: 'choose' }>): readonly OptionGroup[] | null {
  const of = (verdict: OptionGroup['verdict']) => ({
    verdict,
    options: step.options.filter((one) => (one.verdict ?? 'pass') === verdict),
  })
  const groups = [of('pass'), of('block'), of('approve')]
  return step.many && groups.every(({ options }) => options.length > 0) ? groups : null
}
