/**
 * The times that steam was started, `A5.11-start#1`, and switched off, `A6.6-off#1`. A start pressed by mistake is
 * annulled by its "off"; the time it took still counts against the half hour (D13).
 */
import { MINUTE_MS } from '../../base/clock.ts'
import { fieldOf, numberedAnswers } from '../procedure/answers.ts'
import { isObject } from '../procedure/refusal.ts'
import type { Answer, Run, RunContext, RunFields } from '../procedure/run.ts'
import { type Dated, datedAnswer, datedBy } from './dated.ts'

/** As much of a run as tells when its urn was on. */
export type Steamed = Dated & {
  readonly context: Pick<RunContext, 'procedure'>
}

export type Start = {
  readonly n: number
  readonly at: number
  readonly setting: string
  readonly plannedMin: number
  /** The confirmed "off" that belongs to it; null while the urn is on. */
  readonly off: Answer | null
  readonly annulled: boolean
}

/** The reason that annuls a start: the guest was not in the urn. */
export const MISTAKEN = 'mistaken'
/** How long after the start it can be called a mistake; later, time in the urn is time in the urn. */
export const MISTAKEN_WITHIN_MS = 2 * MINUTE_MS

/**
 * Beside each start a field of its own, `since:A5.11-start#1:1763…`, that no other tablet's start and no settled conflict
 * can overwrite: of two that started one visit unseen the later wins the field (M1), the earlier the deadline (D13).
 */
const SINCE = 'since:'
/**
 * And what an "off" is about: `until:` beside the `since:` of each start that its author knew of. A start unknown to
 * them goes on, for nobody has looked after its guest.
 */
const UNTIL = 'until:'

export function sinceField(field: string, at: number): string {
  return `${SINCE}${field}:${at}`
}

type Place = NonNullable<RunFields['place']>
type Said = { readonly name: string; readonly at: number; readonly place: Place | null }

/** The instants at which anybody said that this start was, each by the name of its field. */
function saidOf({ fields }: Dated, field: string): readonly Said[] {
  const own = `${SINCE}${field}:`
  const found: Said[] = []
  // A plain loop: every clock of every urn looks here, several times a second.
  for (const name of Object.keys(fields)) {
    const said: unknown = name.startsWith(own) ? fields[name] : null
    if (!isObject(said) || typeof said.at !== 'number') continue
    found.push({ name, at: said.at, place: isObject(said.place) ? (said.place as Place) : null })
  }
  return found
}

const untilOf = (sinceName: string) => UNTIL + sinceName.slice(SINCE.length)

/** The fields by which an "off" of the start of that number says which starts it is about, or which it is taken back of. */
export function untilFields(
  run: Steamed,
  n: number,
  isOff: boolean,
): { readonly [field: string]: true | null } {
  const field = fieldOf(run.context.procedure.clock.start, n)
  // The last one is about a start of an older version, which said nothing beside itself.
  const names = [...saidOf(run, field).map(({ name }) => untilOf(name)), `${UNTIL}${field}:0`]
  return Object.fromEntries(
    names.filter((name) => isOff || run.fields[name]).map((name) => [name, isOff || null]),
  )
}

/** Whether an "off" of this start is about all who said that it was; one from before it said so is about all. */
function isAboutAll({ fields }: Dated, field: string, said: readonly Said[]): boolean {
  if (said.every(({ name }) => Boolean(fields[untilOf(name)]))) return true
  return !Object.keys(fields).some((name) => name.startsWith(`${UNTIL}${field}:`) && Boolean(fields[name]))
}

/** The earliest instant at which anybody said that this start was. */
function earliestStart(run: Dated, field: string, at: number, said: readonly Said[]): number {
  return Math.min(datedBy(run, field, at), ...said.map((one) => datedBy(run, one.name, one.at)))
}

/** Every start with its "off", in order; from a tablet that ran ahead, dated when they were written (D13). */
export function startsOf(run: Steamed): readonly Start[] {
  const { clock } = run.context.procedure
  return numberedAnswers(run.fields, clock.start).map(({ n, answer }) => {
    const value = isObject(answer.value) ? answer.value : {}
    const field = fieldOf(clock.start, n)
    const said = saidOf(run, field)
    // Somebody said "off" of a start of their own and did not know of this one: its guest is in the urn (M1, D13).
    const off = isAboutAll(run, field, said) ? datedAnswer(run, fieldOf(clock.off, n)) : null
    const how = off && isObject(off.value) ? off.value : {}
    return {
      n,
      at: earliestStart(run, field, answer.at, said),
      setting: String(value.setting ?? ''),
      plannedMin: Number(value.plannedMin ?? clock.offMin),
      off,
      annulled: how.how === 'stop' && how.reason === MISTAKEN,
    }
  })
}

/**
 * The start that counts: one whose urn is on, for an earlier one that somebody made unseen is not over because a later
 * one is; else the last one, unless it was a mistake; null when steaming has not begun.
 */
export function currentStart(run: Steamed): Start | null {
  const starts = startsOf(run)
  const last = starts.findLast(({ off }) => off === null) ?? starts.at(-1)
  return last && !last.annulled ? last : null
}

/**
 * Where the urn stands that the guest is in, or was: where it was started. A room that another tablet has chosen since,
 * without knowing of the start, is not where the guest is.
 */
export function placeOf(run: Steamed): Place | null {
  const place = (run.fields as RunFields).place ?? null
  const start = currentStart(run)
  if (!start) return place
  const places = saidOf(run, fieldOf(run.context.procedure.clock.start, start.n)).flatMap(
    (said) => said.place ?? [],
  )
  return places.length === 0 || places.some(({ urnId }) => urnId === place?.urnId)
    ? place
    : (places.at(-1) ?? null)
}

/** Time in the urn before the start of that number. */
export function spentBeforeMs(run: Run, n: number): number {
  const starts = startsOf(run)
  return starts.reduce((sum, start, i) => {
    if (start.n >= n) return sum
    const end = start.off?.at ?? starts[i + 1]?.at ?? start.at
    return sum + Math.max(0, end - start.at)
  }, 0)
}

/** The instant by which the urn must be off: the start, and what is left of the half hour. Nothing moves it later. */
export function deadlineOf(run: Run, start: Pick<Start, 'n' | 'at'>): number {
  const limit = run.context.procedure.clock.offMin * MINUTE_MS
  return start.at + Math.max(0, limit - spentBeforeMs(run, start.n))
}

/**
 * Whether a record may be of an urn that is on, told by the shape of its fields alone: for what must decide without the
 * procedure. A plan (start, change) later than every "off", or a start that no "off" is about while others have one.
 */
export function mayBeSteaming(fields: Dated['fields']): boolean {
  const names = Object.keys(fields)
  const starts = names.filter((name) => name.startsWith(SINCE))
  const saysUntil = names.some((name) => name.startsWith(UNTIL) && Boolean(fields[name]))
  if (saysUntil && !starts.every((name) => Boolean(fields[untilOf(name)]))) return true
  let planAt = Number.NEGATIVE_INFINITY
  let offAt = Number.NEGATIVE_INFINITY
  for (const field of Object.values(fields)) {
    const answer: unknown = field
    if (!isObject(answer) || typeof answer.at !== 'number' || !isObject(answer.value)) continue
    const entered = typeof answer.enteredAt === 'number' ? answer.enteredAt : answer.at
    if ('plannedMin' in answer.value) planAt = Math.max(planAt, answer.at)
    if ('how' in answer.value) offAt = Math.max(offAt, answer.at, entered)
  }
  return planAt > offAt
}

/** How long after its start an urn may still have somebody in it who has to be called for: the half hour, and some. */
const HELD_MS = 45 * MINUTE_MS

/** Whether any of these visits may have somebody in an urn now, told without a procedure: then their tablet must not go blank (D13). */
export function mayHoldSomebody(visits: readonly Pick<Dated, 'fields'>[], now: number): boolean {
  return visits.some(({ fields }) => {
    if (!mayBeSteaming(fields)) return false
    const plans = Object.values(fields).flatMap((answer: unknown) =>
      isObject(answer) && isObject(answer.value) && 'plannedMin' in answer.value ? [Number(answer.at)] : [],
    )
    return plans.some((at) => now - at < HELD_MS)
  })
}

/** Whether the urn is on: started, and nobody has confirmed "off". */
export function isSteaming(run: Steamed): boolean {
  const start = currentStart(run)
  return start !== null && start.off === null
}
