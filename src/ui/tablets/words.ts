/** What is said of a tablet, and why something about the tablets came to nothing. */
import type { Failure, ListedTablet } from '../../client/tablets.ts'
import type { TabletsStrings } from '../strings/zh-cn/tablets.ts'

/** A sentence; what nobody here can do anything about gets a general one. */
export function problemWords(failure: Failure | 'nameMissing', { problem }: TabletsStrings): string {
  return Object.hasOwn(problem, failure) ? problem[failure as keyof typeof problem] : problem.other
}

/** One line each: when it was seen, what waits on it; of one that was taken out, what became of its work. */
export function tabletFacts(
  tablet: ListedTablet,
  { list }: TabletsStrings,
  time: (at: number) => string,
): readonly string[] {
  const { state, seenAt, changedAt, waiting, parked, unsent, app } = tablet
  const seen = [list.seen(time(seenAt)), ...(app === '' ? [] : [list.version(app)])].join(' · ')
  if (state === 'enrolled') return [seen, ...(waiting > 0 ? [list.waiting(waiting)] : [])]
  if (state === 'wiped')
    return [
      list.wiped(time(changedAt)),
      ...(parked > 0 ? [list.parked(parked)] : []),
      ...(unsent !== null && unsent > 0 ? [list.lost(unsent)] : []),
    ]
  return [
    seen,
    ...(waiting > 0 ? [state === 'stolen' ? list.unsentThen(waiting) : list.waiting(waiting)] : []),
    ...(parked > 0 ? [list.parked(parked)] : []),
  ]
}
