/**
 * The shape of a written procedure: plain JSON data that the engine runs. A procedure's words stand apart,
 * one text file a language with the same ids (text.ts). Everything cites the clause it serves.
 * `{ id: 'A5.7-water', kind: 'count', clause: ['A5.7', 'A5.3'], min: 2, max: 9, gate: { name: 'water', before: 'A5.11-start' } }`
 */
import type { ProcedureId, StageId, StepId } from '../ids.ts'

/** The named predicates; those with a value compare it with the fact. Facts are computed in facts.ts. */
export type Condition =
  | {
      is:
        | 'winter'
        | 'hasCard'
        | 'trial'
        | 'selfBooked'
        | 'serious'
        | 'busy'
        | 'weak'
        | 'tired'
        | 'lowSugar'
        | 'continues'
    }
  | { is: 'gender'; value: 'female' | 'male' }
  | { is: 'organ'; value: string }
  | { is: 'supportSide'; value: 'left' | 'right' }
  | { not: Condition }
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }

export type PredicateName =
  | 'winter'
  | 'gender'
  | 'hasCard'
  | 'trial'
  | 'selfBooked'
  | 'serious'
  | 'busy'
  | 'weak'
  | 'tired'
  | 'lowSugar'
  | 'organ'
  | 'continues'
  | 'supportSide'

/** look.md: the only things that block. Everything else is listed, not blocking. */
export const GATES = [
  'identity',
  'contraindications',
  'consent',
  'bloodPressure',
  'water',
  'balance',
  'locker',
  'cleanRoom',
  'twenty',
  'off',
  'support',
] as const
export type GateName = (typeof GATES)[number]

export type Role = 'consultant' | 'frontDesk' | 'manager' | 'guest'
export type FormId =
  | 'bookingRegister'
  | 'trackingCard'
  | 'consultationArchive'
  | 'experienceRegister'
  | 'opinionSurvey'
/** Who is followed: the guest, or the room. The two run side by side (D3, D5). */
export type Track = 'guest' | 'room'
/** Which record the stage's answers are kept in. */
export type RunTable = 'visits' | 'turnovers'

type StepBase = {
  readonly id: StepId
  /** Clause ids of the house rules, e.g. `['A5.7']`; never empty. */
  readonly clause: readonly string[]
  /** Shown and asked for only when it holds. */
  readonly when?: Condition
  /** Steps of one group are done together: one tap confirms them, with exceptions. */
  readonly group?: string
  readonly role?: Role
  readonly form?: readonly FormId[]
  /** Must be satisfied before its own stage is left, and before the step named in `before`. */
  readonly gate?: { readonly name: GateName; readonly before?: StepId }
  /** Offered, never missing at filing: a note, a photo, water that nobody wanted. */
  readonly optional?: true
  /** Asked again when a visit is moved to another guest (contraindications). */
  readonly askAgainWhenMoved?: true
  /** Filled in by the machine when the visit begins, from the booking. */
  readonly carry?: 'booking'
}

export type ChooseOption = {
  readonly id: string
  /** `pass` satisfies the step's gate, `approve` does with a manager's name and reason, `block` never does. Default pass. */
  readonly verdict?: 'pass' | 'approve' | 'block'
  /** Facts that hold once this is chosen, e.g. `{ tired: true }`, `{ supportSide: 'left' }`, `{ organ: 'liver' }`. */
  readonly sets?: { readonly [fact: string]: boolean | string }
}

/** One part of a reading: systolic, diastolic, pulse, degrees. Outside plausible is asked again, outside usual wants approval at a gate. */
export type ReadingPart = {
  readonly id: string
  readonly unit: string
  readonly plausible: readonly [min: number, max: number]
  /** Within it the gate opens by itself; outside, a manager's name and reason open it. No medical judgement: the shop's own limit. */
  readonly usual?: readonly [min: number, max: number]
  readonly step: number
  readonly decimals?: 0 | 1
  readonly optional?: true
  /** Another part that this one is always larger than: systolic above diastolic. The other way round is a slip. */
  readonly above?: string
  /** Where the steppers begin; never stored unless the person confirms. */
  readonly start: number
}

export type SupplyItem = {
  readonly id: string
  /** What it counts as: the totals per kind are computed, never typed (A5.1). */
  readonly of: 'towel' | 'bathTowel' | 'cap' | 'robe' | 'slippers' | 'other'
  readonly female: number
  readonly male: number
}

export type Step = StepBase &
  (
    | { readonly kind: 'do' }
    /** Something to say to the guest; set apart on the screen. */
    | { readonly kind: 'say' }
    | { readonly kind: 'choose'; readonly options: readonly ChooseOption[]; readonly many?: true }
    /** A number of things, 0…max; satisfied from `min` on. `usual` is shown as the rule's range. */
    | {
        readonly kind: 'count'
        readonly min: number
        readonly max: number
        readonly usual?: readonly [number, number]
        readonly unit: string
      }
    | { readonly kind: 'reading'; readonly parts: readonly ReadingPart[] }
    | { readonly kind: 'supplies'; readonly items: readonly SupplyItem[] }
    /** Started, and later ended; runs on stored instants. Minutes are a target, never a block. */
    | { readonly kind: 'timed'; readonly minMin: number; readonly maxMin: number }
    /** Done several times: every so many minutes of the urn's clock, or as often as wanted. Answers are `<id>#<n>`. */
    | { readonly kind: 'repeated'; readonly everyMin?: number; readonly options?: readonly ChooseOption[] }
    | { readonly kind: 'note' }
    | { readonly kind: 'photo' }
    | { readonly kind: 'signature' }
  )

export type StepKind = Step['kind']

export type Stage = {
  readonly id: StageId
  readonly clause: readonly string[]
  readonly track: Track
  readonly table: RunTable
  /** Stages that are usually left before this one begins; the rules' order, which D12 makes usual and not forced. */
  readonly after: readonly StageId[]
  /** Target minutes; absent where the rules give none. Winter and summer where they differ. */
  readonly minutes?: number | { readonly winter: number; readonly summer: number }
  readonly role: Role
  readonly forms: readonly FormId[]
  readonly when?: Condition
  readonly steps: readonly Step[]
}

/** Which steps the urn's clock reads and writes, and its minutes (A5.11, A6, D13). */
export type ClockRule = {
  readonly start: StepId
  readonly check: StepId
  /** What is noticed between two checks: recorded at once, with its time. */
  readonly between: StepId
  readonly ask: StepId
  readonly change: StepId
  readonly off: StepId
  readonly out: StepId
  readonly everyMin: number
  readonly graceMin: number
  readonly askMin: number
  readonly offMin: number
  readonly settings: readonly string[]
  /** Where toilet breaks are recorded, and after how many minutes one ends the session; absent before version 2. */
  readonly away?: StepId
  readonly awayMaxMin?: number
  /** What is done to the urn itself before and after a guest; absent before version 2. */
  readonly urn?: UrnSteps
}

/** `preheat` and `run` are timed; `alcohol` is the option of `disinfect` after which the urn must be aired (D18). */
export type UrnSteps = {
  readonly preheat: readonly StepId[]
  readonly disinfect: StepId
  readonly alcohol: string
  readonly run: StepId
  readonly air: StepId
}

/** A clause that is kept by a rule of the product and not by a step, e.g. AN1. */
export type RuleNote = { readonly id: string; readonly clause: readonly string[]; readonly when?: Condition }

export type Procedure = {
  readonly id: ProcedureId
  /** The document's number, e.g. `NIC-01/A`. */
  readonly document: string
  readonly version: number
  readonly stages: readonly Stage[]
  readonly rules: readonly RuleNote[]
  readonly clock: ClockRule
  /** Reasons a person can give; texts under `reasons`. */
  readonly reasons: {
    readonly notDone: readonly string[]
    readonly stop: readonly string[]
    readonly void: readonly string[]
    readonly end: readonly string[]
    readonly correct: readonly string[]
    readonly handOver: readonly string[]
  }
}
