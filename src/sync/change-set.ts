/**
 * A change set: one intent of one person with all its field changes, immutable once written (CS1).
 * Planners return `Change`s; `commit` turns them into one stamped `ChangeSet`.
 */
import type { Json } from '../base/json.ts'
import type { Fields, RecordKey } from './record.ts'

/** The version of what fields mean; each set says by which it was written. */
export const SCHEMA = 1

/** What a pure planner asks for; it knows no clocks and no sequence. */
export type Change = RecordKey & {
  readonly create?: true
  readonly day?: string
  readonly person?: string
  /** Fields, and `@person`, of which nothing is to be kept that was written there before, heard of or not (S11). */
  readonly forgets?: readonly string[]
  readonly fields: Fields
}

/** `[value, clock of the value its author saw]`; null where the author saw no value (CS5). */
export type FieldChange = readonly [value: Json, seen: string | null]

export type Op = RecordKey & {
  readonly create?: true
  readonly day?: string
  readonly person?: string
  readonly forgets?: readonly string[]
  readonly fields: { readonly [name: string]: FieldChange }
  /** Its person was erased: its values are gone, and it changes nothing any more (S10). */
  readonly erased?: true
}

export type ChangeSet = {
  /** UUIDv7, random, made once: the only idempotency key (CS2). */
  readonly uid: string
  /** The profile's incarnation: 8 hex digits, a label and never an identity. */
  readonly inc: string
  /** Gapless per incarnation, from 1. */
  readonly n: number
  readonly hlc: string
  readonly actor: string
  readonly session: string
  readonly schema: number
  readonly intent: string
  readonly device: { readonly wall: number; readonly offset: number }
  readonly ops: readonly Op[]
}
