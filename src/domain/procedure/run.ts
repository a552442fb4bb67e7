/**
 * A run: one record (a visit or a turnover) being worked through by its pinned procedure, and the events
 * that move it. `step(run, event, now)` in engine.ts is the only thing that decides what they change.
 * A step's answer is one field, `A5.7-water`, or `A6.1-check#15` for a repeated one (M2):
 * `{ value: 2, at: 1763791200123, by: 'u17' }`
 */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import type { Keeps } from '../consent/consent.ts'
import type { GuestId, RoomId, StaffId, StageId, StepId, TurnoverId, UrnId, VisitId } from '../ids.ts'
import type { GateName, Procedure, RunTable } from './structure.ts'

/** `at` is when it was done, `enteredAt` when it was entered if later; `was` and `why` keep a correction honest. */
export type Answer = {
  readonly value: Json
  readonly at: number
  readonly by: StaffId
  readonly note?: string
  readonly enteredAt?: number
  readonly was?: Json
  readonly why?: string
  /** Who approved a value that a gate does not let pass by itself. */
  readonly approvedBy?: StaffId
}

/** The value of a step that was left out: `{ notDone: 'guestDeclined' }`. */
export type NotDone = { readonly notDone: string }

/** What the engine must know that is not in the record itself; plain data, gathered by the caller. */
export type RunContext = {
  readonly procedure: Procedure
  readonly guest: {
    readonly id: GuestId
    readonly gender: 'female' | 'male'
    readonly hasCard: boolean
    readonly trial: boolean
    readonly serious: boolean
    readonly weak: boolean
    readonly lowSugar: boolean
    readonly organs: readonly string[]
    /** They go by a number; absent counts as no. */
    readonly numbered?: boolean
    /** They do, and somebody who had not heard of it wrote down again who they are; absent counts as no. */
    readonly isNamed?: boolean
  } | null
  readonly booking: {
    readonly id: string
    readonly selfBooked: boolean
    readonly at: number
    readonly by: StaffId
  } | null
  readonly shop: {
    readonly winterMonths: readonly number[]
    readonly busy: boolean
    readonly timeZone: string
  }
  /** Why a guest who is not grown up cannot be steamed now; absent counts as nothing. */
  readonly barred?: 'tooYoung' | 'guardianAbsent' | null
  /** What the guest has agreed to being kept; the rest is checked, not kept. */
  readonly keeps: Keeps
  /** The unfinished turnover of this visit's urn that belongs to an earlier visit, if any: the room is not clean (D5). */
  readonly openTurnover: { readonly id: string } | null
  /** Another visit whose guest is being steamed in this visit's urn right now; absent counts as nobody (D15). */
  readonly urnTakenBy?: { readonly visitId: VisitId } | null
}

export type Run = {
  readonly table: RunTable
  readonly id: string
  readonly day: string
  readonly fields: Fields
  /** Until when each field was written, in this tablet's time (HLC3); absent where it is not known. */
  readonly writtenAt?: { readonly [field: string]: number }
  readonly context: RunContext
}

/** Fields of a visit beside its answers. Each holds only what is true together (M2). */
export type RunFields = {
  readonly procedureId?: string
  readonly guestId?: GuestId
  readonly place?: { readonly roomId: RoomId; readonly urnId: UrnId } | null
  readonly bookingId?: string | null
  readonly kind?: 'member' | 'trial' | 'walkIn'
  /** Fixed when the visit begins, so that midnight or a changed setting does not alter a visit under way. */
  readonly winter?: boolean
  readonly begun?: { readonly at: number; readonly by: StaffId }
  readonly consultant?: {
    readonly value: StaffId
    readonly at: number
    readonly by: StaffId
    readonly why?: string
  }
  /** The guest was led out of the urn, said by name when all had to leave: nobody asks then who supported them (A7.2). */
  readonly ledOut?: { readonly at: number; readonly by: StaffId } | null
  /** The guest went home or was declined before the end (D16, D17). */
  readonly ended?: {
    readonly outcome: 'declined' | 'leftEarly'
    readonly reason: string
    readonly at: number
    readonly by: StaffId
  } | null
  /** Begun for the wrong guest and moved: who it was before. */
  readonly moved?: {
    readonly from: GuestId
    readonly at: number
    readonly by: StaffId
    readonly why: string
  } | null
  readonly filed?: { readonly at: number; readonly by: StaffId; readonly missing: readonly string[] } | null
  readonly voided?: { readonly at: number; readonly by: StaffId; readonly why: string } | null
  /** The room's record that this visit left behind (D5); written once, with the turnover itself. */
  readonly turnover?: { readonly id: TurnoverId; readonly at: number } | null
  /** Of a turnover: the visit that left the room, and whether its guest was a serious case (A9.2). */
  readonly visitId?: VisitId | null
  readonly serious?: boolean
  /** `turnover#1`: what was left behind in a room that the visit had used before it went to another (D5). */
  readonly [moved: `turnover#${number}`]: { readonly id: TurnoverId; readonly at: number } | null
  /** `was:A7.8-photo`: the answer before a correction, where `was` would make the new one too large (CS7). */
  readonly [corrected: `was:${string}`]: Answer | null
  /** `void:A4.2-consent`: an answer that stopped counting when the visit was moved or the room changed. */
  readonly [voided: `void:${string}`]: (Answer & { readonly voidedAt: number }) | null
  /** `dated:A5.11-start#1`: when that was by the server's time, told by the tablet that dated it while it ran ahead. */
  readonly [dated: `dated:${string}`]: { readonly at: number } | null
  /** `left:A5`: when the stage was left. */
  readonly [left: `left:${string}`]: { readonly at: number; readonly by: StaffId } | null
}

type By = { readonly by: StaffId }

export type RunEvent =
  /** Creates the record. For a turnover, `visitId` says whose; a turnover's id is derived from it. */
  | (By & {
      readonly type: 'begin'
      readonly guestId?: GuestId
      readonly place?: { roomId: RoomId; urnId: UrnId }
      readonly bookingId?: string
      readonly kind?: 'member' | 'trial' | 'walkIn'
      /** null: greeted by somebody who looks after no guest, and nobody is named yet. */
      readonly consultant: StaffId | null
    })
  /** Which room and urn; may change until steaming begins. */
  | (By & { readonly type: 'place'; readonly roomId: RoomId; readonly urnId: UrnId })
  /** One or several steps at once (a group). `at` earlier than now makes it a late entry. */
  | (By & { readonly type: 'answer'; readonly answers: readonly AnswerInput[]; readonly at?: number })
  /** Clears an answer while its stage is open. */
  | (By & { readonly type: 'undo'; readonly field: string })
  /** Changes an answer after its stage was left; keeps the old value and the reason. */
  | (By & {
      readonly type: 'correct'
      readonly field: string
      readonly value: Json
      readonly why: string
      readonly at?: number
      readonly approvedBy?: StaffId
    })
  /** Writes the note of an answer, or clears it with ''; who answered what and when stays as it is. */
  | (By & { readonly type: 'note'; readonly field: string; readonly note: string })
  | (By & { readonly type: 'leave'; readonly stageId: StageId })
  /** Opens a stage again that was left too soon, while nothing after it has been left. */
  | (By & { readonly type: 'reopen'; readonly stageId: StageId })
  | (By & { readonly type: 'steamStart'; readonly setting: string; readonly plannedMin: number })
  /** The five-minute check; `minute` is its due minute, `found` the exceptions (empty: all normal). */
  | (By & {
      readonly type: 'check'
      readonly minute: number
      readonly found: readonly string[]
      /** Which of what was noticed between two checks is in `found` now, by number; it is moved, so that it stands once. */
      readonly noticed?: readonly number[]
      readonly at?: number
      readonly note?: string
    })
  /** Setting or planned minutes changed on the way (A6.4); never beyond the rule's end. */
  | (By & { readonly type: 'change'; readonly setting: string; readonly plannedMin: number })
  /** The answer to the question at 20 minutes (A6.5); with `at`, entered later than it was given. */
  | (By & { readonly type: 'continue'; readonly goOn: boolean; readonly at?: number })
  /** A person confirms that the urn is switched off; `at` is the true instant, never invented. */
  | (By & { readonly type: 'off'; readonly at?: number })
  /** Ends steaming early with a reason; `mistaken`: pressed by mistake, the guest was not in the urn. `isOut`: and led out. */
  | (By & { readonly type: 'stop'; readonly reason: string; readonly at?: number; readonly isOut?: boolean })
  /** The guest is led out of the urn that is off, said by name when all must leave. */
  | (By & { readonly type: 'ledOut' })
  /** The guest is led out to the toilet, supported on that side; the clock goes on, five minutes at the most. */
  | (By & { readonly type: 'breakOut'; readonly support: 'left' | 'right'; readonly at?: number })
  /** And in again; dizziness and water were asked about. */
  | (By & {
      readonly type: 'breakBack'
      readonly support: 'left' | 'right'
      readonly dizzy: boolean
      readonly water: boolean
      readonly at?: number
    })
  | (By & { readonly type: 'handOver'; readonly to: StaffId; readonly why?: string })
  /** The visit was begun for the wrong guest: steps stay, signatures are voided, contraindications asked again. */
  | (By & {
      readonly type: 'move'
      readonly to: GuestId
      readonly why: string
      /** What the guest whom it now is has agreed to; what was kept beyond it is not kept on. */
      readonly keeps?: Keeps
      /** Of the guest whom it now is; the booking and kind of the one before never stay. */
      readonly bookingId?: string
      readonly kind?: 'member' | 'trial' | 'walkIn'
    })
  /** The guest wants no record: from now on the visit is a number's, whose record the caller makes; nothing leads back. */
  | (By & { readonly type: 'number'; readonly to: GuestId })
  /** The guest is declined or goes home: what is left becomes not applicable, farewell and filing remain. */
  | (By & { readonly type: 'end'; readonly outcome: 'declined' | 'leftEarly'; readonly reason: string })
  | (By & { readonly type: 'void'; readonly why: string })
  | (By & { readonly type: 'file' })

export type AnswerInput = {
  readonly stepId: StepId
  /** For a repeated step: which one, e.g. the minute or the count so far + 1. */
  readonly n?: number
  readonly value: Json
  readonly note?: string
  readonly approvedBy?: StaffId
}

/** Why something cannot be done now. `detail` carries ids, never words; screens put it into words. */
export type Refusal = {
  readonly refused: RefusalCode
  readonly gate?: GateName
  readonly stepId?: StepId
  readonly detail?: string
}
export type RefusalCode =
  | 'gate'
  | 'notApplicable'
  | 'unknownStep'
  | 'unknownStage'
  | 'badValue'
  | 'implausible'
  | 'needsApproval'
  | 'blockedValue'
  | 'stageLeft'
  | 'stageOpen'
  | 'needsReason'
  | 'alreadyBegun'
  | 'alreadySteaming'
  | 'notSteaming'
  | 'tooEarly'
  | 'inFuture'
  | 'beforeStart'
  | 'limit'
  | 'closed'
  | 'gateCannotBeSkipped'
  | 'roomNotClean'
  | 'steamingUnderWay'
  | 'notAllMinutes'
  | 'sameGuest'
  | 'urnTaken'
  | 'unchanged'
  | 'notAgreed'
  | 'notYours'
  | 'tooYoung'
  | 'guardianAbsent'

/** What the tablet should do besides writing; carried out after the commit, never when applying from the server. */
export type Effect =
  | { readonly kind: 'wakeLock'; readonly on: boolean }
  | { readonly kind: 'vibrate'; readonly pattern: 'done' | 'alarm' }

export type StepResult =
  | { readonly changes: readonly Change[]; readonly effects: readonly Effect[] }
  | Refusal
