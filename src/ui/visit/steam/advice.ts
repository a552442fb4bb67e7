/** What was noticed last of how the guest feels, and so what the house says to do now (A5.9, A6.2, A6.3, A6.5). */
import type { Looker } from '../../../domain/people/seen.ts'
import { isNotDone, numberedAnswers } from '../../../domain/procedure/answers.ts'
import { chosenIn } from '../../../domain/procedure/facts.ts'
import type { Run } from '../../../domain/procedure/run.ts'
import type { SteamClock } from '../../../domain/urn/clock.ts'

/** As the procedures name them; the graver first, where both were noticed in one moment. */
const FEELINGS = ['dizzy', 'thirsty'] as const
/** `at`: when it was noticed last. */
export type Felt = { readonly feeling: (typeof FEELINGS)[number]; readonly at: number }

/**
 * Read from the record, so that it stands on every tablet and after a reload. A check that was made later says how the guest
 * is since; a call for a colleague or a drink does not. `looker` is advised on what they noticed themselves.
 */
export function feelingOf(
  run: Run,
  { startAt }: Pick<SteamClock, 'startAt'>,
  looker: Pick<Looker, 'who'> | null,
): Felt | null {
  const { check, between } = run.context.procedure.clock
  const isFelt = (found: readonly string[]) => FEELINGS.some((id) => found.includes(id))
  const noticed = numberedAnswers(run.fields, between).filter(({ answer }) => isFelt(chosenIn(answer)))
  const checked = numberedAnswers(run.fields, check).filter(({ answer }) => !isNotDone(answer.value))
  const said = [...noticed, ...checked]
    .map(({ answer }) => answer)
    .filter(({ at, by }) => at >= startAt && (!looker || by === looker.who))
  const lastAt = Math.max(...said.map(({ at }) => at))
  const found = said.filter(({ at }) => at === lastAt).flatMap(chosenIn)
  const feeling = FEELINGS.find((id) => found.includes(id))
  return feeling ? { feeling, at: lastAt } : null
}
