/** Plays events on a run the way the tablet does: what step() decides is written, and the next event sees it. */
import type { StaffId, StageId, StepId } from '../../../src/domain/ids.ts'
import { step } from '../../../src/domain/procedure/engine.ts'
import type { Effect, Refusal, Run, RunContext, RunEvent } from '../../../src/domain/procedure/run.ts'
import type { Change } from '../../../src/sync/change-set.ts'
import type { Fields } from '../../../src/sync/record.ts'
import { smallProcedure } from './small-procedure.ts'

export const MIN = 60_000
export const DAY = 86_400_000
/** 2026-11-23 10:00 in Shanghai: winter. */
export const T0 = Date.UTC(2026, 10, 23, 2, 0)
export const SUMMER = Date.UTC(2026, 6, 1, 2, 0)
export const by = 'u1' as StaffId
export const manager = 'm1' as StaffId

type Loose<E> = E extends RunEvent ? Omit<E, 'by'> & { readonly by?: StaffId } : never
/** An event without the brands and the person, as a test writes it. */
export type Deed = Loosened<Loose<RunEvent>>
type Loosened<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Loosened<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: K extends 'type' ? T[K] : Loosened<T[K]> }
      : T

export type Table = {
  readonly run: Run
  readonly others: ReadonlyMap<string, Fields>
  readonly effects: readonly Effect[]
  readonly refusal: Refusal | null
}

type ContextParts = {
  readonly guest?: Partial<NonNullable<RunContext['guest']>>
  readonly booking?: Partial<NonNullable<RunContext['booking']>> | null
  readonly shop?: Partial<RunContext['shop']>
  readonly keeps?: RunContext['keeps']
  readonly openTurnover?: RunContext['openTurnover']
  readonly urnTakenBy?: RunContext['urnTakenBy']
  readonly procedure?: RunContext['procedure']
}

/** A shop in Shanghai, a woman without a card, no booking; `parts` change what a test is about. */
export function contextOf(parts: ContextParts = {}): RunContext {
  return {
    procedure: parts.procedure ?? smallProcedure,
    guest: {
      id: 'g1',
      gender: 'female',
      hasCard: false,
      trial: false,
      serious: false,
      weak: false,
      lowSugar: false,
      organs: [],
      ...parts.guest,
    } as RunContext['guest'],
    booking: parts.booking
      ? ({ id: 'b1', selfBooked: false, at: T0 - DAY, by: 'u2', ...parts.booking } as RunContext['booking'])
      : null,
    shop: { winterMonths: [11, 12, 1, 2, 3], busy: false, timeZone: 'Asia/Shanghai', ...parts.shop },
    keeps: parts.keeps ?? { record: true, readings: true, photos: true },
    openTurnover: parts.openTurnover ?? null,
    ...(parts.urnTakenBy && { urnTakenBy: parts.urnTakenBy }),
  }
}

/** A run that has not begun. */
export function emptyRun(parts: ContextParts = {}, table: Run['table'] = 'visits'): Run {
  return {
    table,
    id: table === 'visits' ? 'v1' : 't-v1',
    day: '2026-11-23',
    fields: {},
    context: contextOf(parts),
  }
}

/** The table before anything happened. */
export function tableOf(run: Run): Table {
  return { run, others: new Map(), effects: [], refusal: null }
}

function written(table: Table, changes: readonly Change[]): Pick<Table, 'run' | 'others'> {
  let { run } = table
  const others = new Map(table.others)
  for (const { table: name, id, fields } of changes) {
    const key = `${name}/${id}`
    if (name === run.table && id === run.id) run = { ...run, fields: { ...run.fields, ...fields } }
    else others.set(key, { ...others.get(key), ...fields })
  }
  return { run, others }
}

/** One event; a refusal leaves everything as it was and is kept in `refusal`. */
export function play(table: Table, deed: Deed, now: number): Table {
  const result = step(table.run, { by, ...deed } as RunEvent, now)
  if ('refused' in result) return { ...table, effects: [], refusal: result }
  return { ...written(table, result.changes), effects: result.effects, refusal: null }
}

/** Several events that must all be accepted. */
export function playAll(table: Table, deeds: readonly (readonly [Deed, number])[]): Table {
  return deeds.reduce((sofar, [deed, now]) => {
    const next = play(sofar, deed, now)
    if (next.refusal) throw new Error(`${JSON.stringify(deed)} → ${JSON.stringify(next.refusal)}`)
    return next
  }, table)
}

/** An answer to one step. */
export function answer(stepId: string, value: unknown, more: object = {}): Deed {
  const { at, ...rest } = more as { at?: number }
  return { type: 'answer', answers: [{ stepId, value, ...rest }], ...(at !== undefined && { at }) } as Deed
}

export const BEGIN: Deed = { type: 'begin', consultant: 'u1', place: { roomId: 'r1', urnId: 'e1' } }
export const START: Deed = { type: 'steamStart', setting: '1', plannedMin: 30 }
export const leave = (stageId: string): Deed => ({ type: 'leave', stageId })

/** Every gate before the start, in the rules' order, with an answer that opens it. */
export const GATE_ANSWERS: readonly (readonly [stepId: string, value: unknown])[] = [
  ['talk-who', 'same'],
  ['talk-bp', { high: 120, low: 75 }],
  ['talk-health', ['none']],
  ['talk-consent', { strokes: 'M0 0L9 9' }],
  ['room-clean', 'clean'],
  ['prep-water', 2],
  ['prep-balance', 'steady'],
  ['prep-locker', true],
]

/** A visit of the small procedure, begun at T0 unless told otherwise. */
export function begun(parts: ContextParts = {}, at = T0): Table {
  return playAll(tableOf(emptyRun(parts)), [[BEGIN, at]])
}

/** Begun, with every gate before the start open, at the end of its preparation. */
export function ready(parts: ContextParts = {}, at = T0): Table {
  const answered = GATE_ANSWERS.map(([id, value]) => [answer(id, value), at] as const)
  return playAll(begun(parts, at), [
    ...answered,
    [leave('greet'), at],
    [leave('talk'), at],
    [leave('room'), at],
  ])
}

/** In the urn since `at`. */
export function steaming(parts: ContextParts = {}, at = T0): Table {
  return playAll(ready(parts, at), [[START, at]])
}

/** Out of the urn after `minutes`, led out, and through to the stage before filing. */
export function gone(minutes = 30, parts: ContextParts = {}): Table {
  const off = T0 + minutes * MIN
  return playAll(steaming(parts), [
    [{ type: 'off' }, off],
    [leave('steam'), off],
    [answer('after-out', 'left'), off],
    [leave('after'), off + MIN],
    [leave('go'), off + 2 * MIN],
    [leave('lounge'), off + 3 * MIN],
    [leave('bye'), off + 4 * MIN],
  ])
}

/** The record's answer, or undefined. */
export function answerAt(table: Table, field: string) {
  return table.run.fields[field] as { value: unknown; at: number; [part: string]: unknown } | null | undefined
}

export const stageId = (id: string) => id as StageId
export const stepId = (id: string) => id as StepId
