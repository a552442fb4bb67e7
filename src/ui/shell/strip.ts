/**
 * What a pill of the strip shows of one visit under way: room, guest, and the one thing that matters now. In the urn
 * that is the time left, or of a break what is left of it; what is late says so in words and tone. `{ room: '3 号房', name: '王女士', minutes: 18, tone: 'plain' }`
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { VisitId } from '../../domain/ids.ts'
import { currentStage } from '../../domain/procedure/outline.ts'
import { restUnderWay } from '../../domain/procedure/timed.ts'
import { mayHoldGuest, type SteamClock, steamClock } from '../../domain/urn/clock.ts'
import type { SteamDialProps } from '../kit/SteamDial.tsx'
import type { LoadedRun } from '../state/runs.ts'
import { clockTime } from '../state/times.ts'
import type { ShellStrings } from '../strings/zh-cn/shell.ts'
import { type DueKind, dialOf, dueOf, isCounting, planBrief } from '../today/due.ts'

export type StripPill = {
  readonly id: VisitId
  /** Null until a room is chosen. */
  readonly room: string | null
  readonly name: string
  readonly tone: 'plain' | 'amber' | 'red'
  /** The stage, or what is due in the urn; read out beside the dial. */
  readonly state: string
  /** Said below the name: the stage, since when the guest is out of the urn, or what is left of a short plan; null without one. */
  readonly note: string | null
  /** Minutes left in the urn, or of a break; `+3` past the end; null outside it. */
  readonly minutes: string | null
  readonly dial: Pick<
    SteamDialProps,
    'elapsedMin' | 'checks' | 'asked' | 'over' | 'askMin' | 'awayShare'
  > | null
}

type Words = Pick<ShellStrings, 'strip' | 'plan'>

/** One visit under way with the names to show; the caller tells same-named guests apart. */
export type StripEntry = { readonly loaded: LoadedRun; readonly room: string | null; readonly name: string }

/** The pills, what is late first, otherwise in the order in which the visits began. */
export function stripPills(entries: readonly StripEntry[], words: Words, now: number): readonly StripPill[] {
  const urgency = { red: 0, amber: 1, plain: 2 } as const
  const begunAt = ({ loaded }: StripEntry) =>
    (loaded.run.fields.begun as { at?: number } | undefined)?.at ?? 0
  return [...entries]
    .sort((a, b) => begunAt(a) - begunAt(b))
    .map((entry) => pillOf(entry, words, now))
    .sort((a, b) => urgency[a.tone] - urgency[b.tone])
}

/** How many guests are in an urn, or not known to be out of it. */
export function steamingCount(loaded: readonly LoadedRun[], now: number): number {
  return loaded.flatMap(({ run }) => steamClock(run, now) ?? []).filter(mayHoldGuest).length
}

function pillOf({ loaded, room, name }: StripEntry, shell: Words, now: number): StripPill {
  const words = shell.strip
  const { run, text } = loaded
  const pill = { id: run.id as VisitId, room, name: name || words.unknownGuest }
  const clock = steamClock(run, now)
  if (clock && isCounting(clock)) return { ...pill, ...urnPart(clock, now, shell, run.context.shop.timeZone) }
  if (clock && dueOf(clock, now))
    return { ...pill, tone: 'red', state: words.out, note: words.out, minutes: null, dial: null }
  const rest = restUnderWay(run, now)
  const stage = rest?.stageId ?? currentStage(run)
  const left =
    rest && (rest.state === 'running' ? words.minutesLeft(Math.ceil(rest.leftMs / MINUTE_MS)) : words.timeUp)
  const state = [stage && text.stages[stage]?.short, left].filter(Boolean).join(words.comma)
  return {
    ...pill,
    tone: rest?.state === 'over' ? 'amber' : 'plain',
    state,
    note: state,
    minutes: null,
    dial: null,
  }
}

type UrnPart = Pick<StripPill, 'tone' | 'state' | 'note' | 'minutes' | 'dial'>

function urnPart(clock: SteamClock, now: number, shell: Words, timeZone: string): UrnPart {
  const words = shell.strip
  const { label: minutes, ...dial } = dialOf(clock)
  const n = Number(minutes)
  const due = dueOf(clock, now)
  const away = clock.away && words.away(clockTime(clock.away.sinceAt, timeZone))
  const plan = planBrief(clock, now, shell.plan)
  const state = [
    away,
    n > 0 && minutes.startsWith('+') ? words.over(n) : words.minutesLeft(n),
    plan,
    due && DUE_WORDS[due.kind]?.(words),
  ]
  return {
    tone: due ? TONES[due.kind] : dial.over ? 'red' : 'plain',
    state: state.filter(Boolean).join(words.comma),
    note: away || plan || null,
    minutes,
    dial,
  }
}

const TONES: { readonly [Kind in DueKind]: StripPill['tone'] } = {
  over: 'red',
  out: 'red',
  unsure: 'red',
  off: 'red',
  away: 'amber',
  ask: 'amber',
  overdue: 'red',
  due: 'amber',
  soon: 'plain',
}

/** What somebody should do now. */
const DUE_WORDS: { readonly [Kind in DueKind]?: (words: ShellStrings['strip']) => string } = {
  over: (words) => words.off,
  out: (words) => words.out,
  unsure: (words) => words.unsure,
  off: (words) => words.off,
  ask: (words) => words.ask,
  overdue: (words) => words.overdue,
  due: (words) => words.checkDue,
}
