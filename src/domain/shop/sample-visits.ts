/**
 * Earlier visits of the sample shop, so that "last visit" has something to say: played by the engine itself, following
 * its one next action with answers that let pass, turnover included. Nothing here knows a step of the procedure.
 *
 *   begin → (room's stages) → next action, and its answer, again and again → filed → turnover, the same way
 */
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts'
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import type { GuestId, RoomId, StaffId, StepId, UrnId } from '../ids.ts'
import { step as decide } from '../procedure/engine.ts'
import { nextAction } from '../procedure/next.ts'
import type { AnswerInput, Run, RunEvent } from '../procedure/run.ts'
import type { Procedure, Step } from '../procedure/structure.ts'
import { type StageView, stageViews } from '../procedure/view.ts'
import type { NewGuest, NewShop } from './new-shop.ts'
import { dayOf } from './shop.ts'

/** Which sample guests have been here, how many days ago, where and with whom. */
const EARLIER = [
  { guest: 'sample-guest-wangA', daysAgo: 15, room: 'sample-room-3', staff: 'sample-staff-lin' },
  { guest: 'sample-guest-chen', daysAgo: 6, room: 'sample-room-5', staff: 'sample-staff-zhou' },
] as const
/** A visit has fewer actions than this; a procedure that never ends must not hang the tablet. */
const ACTIONS_MAX = 300
/** A short line, as from a finger. */
const STROKES = 'M4 30C20 4 30 44 46 20S70 40 88 14'

type Player = { run: Run; now: number; readonly by: StaffId; readonly made: Map<string, Change> }

/** One list of changes a visit: the visit and its turnover, both filed. */
export function sampleVisits(
  shop: NewShop,
  procedure: Procedure,
  now: number,
): readonly (readonly Change[])[] {
  return EARLIER.flatMap(({ guest: guestId, daysAgo, room, staff }, at) => {
    const guest = shop.guests.find(({ id }) => id === guestId)
    const urn = shop.rooms.find(({ id }) => id === room)?.urns[0]
    if (!guest || !urn) return []
    const begunAt = now - daysAgo * DAY_MS
    const player: Player = {
      run: {
        table: 'visits',
        id: `sample-visit-${at + 1}`,
        day: dayOf(begunAt, shop.timeZone).day,
        fields: {},
        context: contextOf(guest, shop, procedure),
      },
      now: begunAt,
      by: staff as StaffId,
      made: new Map(),
    }
    const place = { roomId: room as RoomId, urnId: urn.id as UrnId }
    const kind = guest.card ? 'member' : guest.trial ? 'trial' : 'walkIn'
    play(player, {
      type: 'begin',
      by: player.by,
      consultant: player.by,
      guestId: guest.id as GuestId,
      place,
      kind,
    })
    playThrough(player)
    const turnover = [...player.made.values()].find(({ table }) => table === 'turnovers')
    if (turnover) {
      player.run = {
        ...player.run,
        table: 'turnovers',
        id: turnover.id,
        fields: turnover.fields,
        context: { ...player.run.context, guest: null },
      }
      playThrough(player)
    }
    return [
      [...player.made.values()].map((change) => ({ ...change, fields: { ...change.fields, sample: true } })),
    ]
  })
}

function contextOf(guest: NewGuest, shop: NewShop, procedure: Procedure): Run['context'] {
  const { gender, trial, serious, weak, lowSugar, organs, card } = guest
  const facts = { gender, trial, serious, weak, lowSugar, organs, hasCard: card !== null }
  return {
    procedure,
    guest: { ...facts, id: guest.id as GuestId },
    booking: null,
    shop: { winterMonths: shop.winterMonths, timeZone: shop.timeZone, busy: false },
    keeps: { record: true, readings: true, photos: true },
    openTurnover: null,
  }
}

/** One event; its changes are folded into one change a record. A refusal would be a fault of this file. */
function play(player: Player, event: RunEvent): void {
  const result = decide(player.run, event, player.now)
  if ('refused' in result) throw new Error(`sample visit: ${event.type} ${result.refused}`)
  for (const change of result.changes) {
    const key = `${change.table}/${change.id}`
    const before = player.made.get(key)
    player.made.set(key, { ...before, ...change, fields: { ...before?.fields, ...change.fields } })
    if (change.table === player.run.table && change.id === player.run.id) {
      player.run = { ...player.run, fields: { ...player.run.fields, ...change.fields } as Fields }
    }
  }
}

function playThrough(player: Player): void {
  for (let count = 0; count < ACTIONS_MAX; count += 1) {
    if (player.run.table === 'visits') playRoomStages(player)
    const action = nextAction(player.run, player.now)
    if (!action) return
    const { by } = player
    if ('dueAt' in action) player.now = Math.max(player.now, action.dueAt)
    if (action.kind === 'step') answerStage(player, action.stageId)
    else if (action.kind === 'leave') leave(player, action.stageId)
    else if (action.kind === 'steamStart')
      play(player, { type: 'steamStart', by, setting: settingOf(player), plannedMin: 30 })
    else if (action.kind === 'check') play(player, { type: 'check', by, minute: action.minute, found: [] })
    else if (action.kind === 'ask') play(player, { type: 'continue', by, goOn: true })
    else if (action.kind === 'off') play(player, { type: 'off', by })
    else {
      for (const { stageId } of action.missing) answerStage(player, stageId)
      play(player, { type: 'file', by })
    }
  }
  throw new Error('sample visit: no end')
}

const settingOf = ({ run }: Player) => run.context.procedure.clock.settings[0] ?? '1'

/** The room's part of a visit is done beside the guest's, as soon as it may be. */
function playRoomStages(player: Player): void {
  for (const { stage, state } of stageViews(player.run, player.now)) {
    if (stage.track !== 'room' || state !== 'now') continue
    answerStage(player, stage.id)
    play(player, { type: 'leave', by: player.by, stageId: stage.id })
  }
}

/** A stage takes the minutes that are planned for it. */
function leave(player: Player, stageId: StageView['stage']['id']): void {
  answerStage(player, stageId)
  const view = stageViews(player.run, player.now).find(({ stage }) => stage.id === stageId)
  const end = (view?.startedAt ?? player.now) + (view?.plannedMin ?? 1) * MINUTE_MS
  player.now = Math.max(player.now, end)
  play(player, { type: 'leave', by: player.by, stageId })
}

/** Answers what a stage asks for, up to the first answer that may change what else is asked, until nothing is open. */
function answerStage(player: Player, stageId: StageView['stage']['id']): void {
  const { clock } = player.run.context.procedure
  const byEvent: readonly StepId[] = [clock.start, clock.check, clock.ask, clock.change, clock.off]
  for (let count = 0; count < ACTIONS_MAX; count += 1) {
    const view = stageViews(player.run, player.now).find(({ stage }) => stage.id === stageId)
    const open = view?.steps.find(
      ({ step, state, blocked }) =>
        state === 'open' &&
        blocked === null &&
        !byEvent.includes(step.id) &&
        !(step.optional && isLeftOut(step)),
    )
    if (!open) return
    if (open.step.kind === 'timed') player.now += open.step.minMin * MINUTE_MS
    const answer: AnswerInput = { stepId: open.step.id, value: valueFor(open.step, player.now) }
    play(player, { type: 'answer', by: player.by, answers: [answer] })
    player.now += MINUTE_MS / 10
  }
}

/** Notes and photos would have to be invented; what is optional is left out of a sample. */
function isLeftOut(step: Step): boolean {
  return ['note', 'photo', 'signature', 'repeated', 'choose'].includes(step.kind)
}

/** A plain value that the step takes and its gate lets pass. */
function valueFor(step: Step, now: number): Json {
  switch (step.kind) {
    case 'do':
    case 'say':
    case 'supplies':
    case 'repeated':
      return true
    case 'choose': {
      const id = step.options.find(({ verdict }) => verdict === undefined || verdict === 'pass')?.id ?? ''
      return step.many ? [id] : id
    }
    case 'count':
      return Math.max(step.min, step.usual?.[0] ?? 1)
    case 'reading':
      return Object.fromEntries(step.parts.map(({ id, start }) => [id, start]))
    case 'timed':
      return { startedAt: now - step.minMin * MINUTE_MS, endedAt: now }
    case 'note':
      return '—'
    case 'photo':
      return { ref: 'sample' }
    case 'signature':
      return { strokes: STROKES }
  }
}
