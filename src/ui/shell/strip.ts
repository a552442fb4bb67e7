/**
 * What a pill of the strip shows of one visit under way: room, guest, and the one thing that matters now. In the urn
 * that is the time left; what is late says so in words and tone. `{ room: '3 号房', name: '王女士', minutes: 18, tone: 'plain' }`
 */
import type { VisitId } from '../../domain/ids.ts'
import { currentStage } from '../../domain/procedure/view.ts'
import type { SteamClock } from '../../domain/urn/clock.ts'
import { steamClock } from '../../domain/urn/clock.ts'
import type { SteamDialProps } from '../kit/SteamDial.tsx'
import type { LoadedRun } from '../state/runs.ts'
import type { ShellStrings } from '../strings/zh-cn/shell.ts'
import { byUrgency, clockWords, type Due, type DueKind, dialOf, dueOf } from '../today/due.ts'

export type StripPill = {
  readonly id: VisitId
  /** Null until a room is chosen. */
  readonly room: string | null
  readonly name: string
  readonly tone: 'plain' | 'amber' | 'red'
  /** The stage, or what is due in the urn; read out beside the dial. */
  readonly state: string
  /** Minutes left in the urn, `+3` past the end; null outside it. */
  readonly minutes: string | null
  readonly dial: Pick<SteamDialProps, 'elapsedMin' | 'checks' | 'asked' | 'over' | 'askMin'> | null
}

/** One visit under way with the names to show; the caller tells same-named guests apart. */
export type StripEntry = { readonly loaded: LoadedRun; readonly room: string | null; readonly name: string }

/** The pills, what is late first, otherwise in the order in which the visits began. */
export function stripPills(
  entries: readonly StripEntry[],
  words: ShellStrings['strip'],
  now: number,
): readonly StripPill[] {
  const urgency = { red: 0, amber: 1, plain: 2 } as const
  const begunAt = ({ loaded }: StripEntry) =>
    (loaded.run.fields.begun as { at?: number } | undefined)?.at ?? 0
  return [...entries]
    .sort((a, b) => begunAt(a) - begunAt(b))
    .map((entry) => pillOf(entry, words, now))
    .sort((a, b) => urgency[a.tone] - urgency[b.tone])
}

/** How many guests are in an urn that nobody has confirmed as switched off. */
export function steamingCount(loaded: readonly LoadedRun[], now: number): number {
  return loaded.filter(({ run }) => isSteaming(steamClock(run, now))).length
}

function isSteaming(clock: SteamClock | null): clock is SteamClock {
  return clock !== null && clock.phase !== 'ended'
}

function pillOf({ loaded, room, name }: StripEntry, words: ShellStrings['strip'], now: number): StripPill {
  const { run, text } = loaded
  const pill = { id: run.id as VisitId, room, name: name || words.unknownGuest }
  const clock = steamClock(run, now)
  if (isSteaming(clock)) return { ...pill, ...urnPart(clock, now, words) }
  const stage = currentStage(run)
  const state = (stage && text.stages[stage]?.short) ?? ''
  return { ...pill, tone: 'plain', state, minutes: null, dial: null }
}

type UrnPart = Pick<StripPill, 'tone' | 'state' | 'minutes' | 'dial'>

function urnPart(clock: SteamClock, now: number, words: ShellStrings['strip']): UrnPart {
  const { label: minutes, ...dial } = dialOf(clock)
  const n = Number(minutes)
  const due = dueOf(clock, now)
  const state = [dial.over ? words.over(n) : words.minutesLeft(n), due && DUE_WORDS[due.kind]?.(words)]
  return {
    tone: due ? TONES[due.kind] : 'plain',
    state: state.filter(Boolean).join(words.comma),
    minutes,
    dial,
  }
}

const TONES: { readonly [Kind in DueKind]: StripPill['tone'] } = {
  over: 'red',
  off: 'red',
  ask: 'amber',
  overdue: 'red',
  due: 'amber',
  soon: 'plain',
}

/** What somebody should do now. */
const DUE_WORDS: { readonly [Kind in DueKind]?: (words: ShellStrings['strip']) => string } = {
  over: (words) => words.off,
  off: (words) => words.off,
  ask: (words) => words.ask,
  overdue: (words) => words.overdue,
  due: (words) => words.checkDue,
}

/** What every screen must say: the half hour or the agreed time is over, or the question waits (A6.5, A6.6). */
export type UrnAlarm = {
  readonly id: VisitId
  readonly kind: 'over' | 'off' | 'ask'
  readonly tone: 'amber' | 'red'
  readonly text: string
  /** How long it has been waiting, `0:45`. */
  readonly time: string
  readonly go: string
}

/** The urns that cannot wait, the gravest first. */
export function urnAlarms(
  entries: readonly StripEntry[],
  words: ShellStrings['alarm'],
  unknownGuest: string,
  now: number,
): readonly UrnAlarm[] {
  return duesOf(entries, now).flatMap(({ entry, due }): UrnAlarm[] => {
    const { kind, minute, ms } = due
    if (kind !== 'over' && kind !== 'off' && kind !== 'ask') return []
    const { run } = entry.loaded
    const name = [entry.name || unknownGuest, entry.room].filter(Boolean).join(' · ')
    const min = kind === 'over' ? run.context.procedure.clock.offMin : minute
    const tone = kind === 'ask' ? 'amber' : 'red'
    const text = words[kind](name, min)
    return [{ id: run.id as VisitId, kind, tone, text, time: clockWords(ms), go: words.go[kind] }]
  })
}

/** What the hand should feel: which visits wait for what, and the gravest of it; null while nothing is due. */
export function alarmFelt(
  entries: readonly StripEntry[],
  now: number,
): { readonly gravest: Exclude<DueKind, 'soon'>; readonly what: string } | null {
  const dues = duesOf(entries, now).filter(({ due }) => due.kind !== 'soon')
  const gravest = dues[0]?.due.kind
  if (!gravest || gravest === 'soon') return null
  const what = dues.map(({ entry, due }) => `${entry.loaded.run.id} ${due.kind} ${due.minute}`).sort()
  return { gravest, what: what.join(', ') }
}

function duesOf(
  entries: readonly StripEntry[],
  now: number,
): readonly { readonly entry: StripEntry; readonly due: Due }[] {
  return entries
    .flatMap((entry) => {
      const clock = steamClock(entry.loaded.run, now)
      const due = clock && dueOf(clock, now)
      return due ? [{ entry, due }] : []
    })
    .sort((a, b) => byUrgency(a.due, b.due))
}
