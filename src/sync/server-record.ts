/**
 * A record as the server keeps it: merged fields, and for each of them who wrote it and what they had seen. The server
 * also writes records of its own, into two tables that travel like any other: `conflicts` (M3) and `attention` (CS4, S2).
 */
import type { Merged } from './merge.ts'
import { ERASURES, type RecordKey } from './record.ts'

/** Who wrote the value that stands, and the clock of the value they had before them (CS5). */
export type Author = { readonly actor: string; readonly saw: string | null }
export type ServerRecord = RecordKey &
  Merged & {
    /** Of the change set that touched it last; what a pull goes by. */
    readonly seq: number
    readonly authors: { readonly [name: string]: Author }
  }

export const CONFLICTS = 'conflicts'
/** Tablets write into this table too (incidents); the server's own records in it are told by their ids. */
export const ATTENTION = 'attention'
export const NOTE_ID = /^(parked|clone|holes)-/

/**
 * Nobody's work is in the server's own records; tablets write incidents of their own into `attention` too. Who erased
 * somebody whom another has erased is in no conflict with them.
 */
export function isServersOwn({ table, id }: RecordKey): boolean {
  return table === CONFLICTS || table === ERASURES || (table === ATTENTION && NOTE_ID.test(id))
}

/** One side of a conflict: the value as it travelled (sealed, where values are), when, and who. */
export type Side = {
  readonly value: unknown
  readonly clock: string
  readonly uid: string
  readonly actor: string
}

/**
 * The fields of a record in `conflicts`, id `<uid of the set that came second>.<op>.<field>`: two people wrote the same
 * field without knowing of each other; `won` stands in the record. `settled` is written by whoever looks at it.
 */
export type ConflictFields = {
  readonly of: { readonly table: string; readonly id: string; readonly field: string }
  readonly won: Side
  readonly lost: Side
  readonly settled?: { readonly by: string; readonly at: number; readonly kept: 'won' | 'lost' }
}

/** The fields of a record in `attention`, by kind; the ids are `parked-<uid>`, `clone-<inc>`, `holes-<inc>`. */
export type AttentionFields =
  | {
      readonly kind: 'parked'
      readonly uid: string
      readonly inc: string
      readonly actor: string
      readonly intent: string
      readonly reason: string
      readonly at: number
      /** What was to be written where, for whoever judges it (waiting.ts). */
      readonly about?: readonly object[]
      /** Written by a manager, by whoever's word came first or last; `why` travels sealed. */
      readonly accepted?: { readonly at: number; readonly by: string }
      readonly dismissed?: { readonly at: number; readonly by: string }
      /** When the server applied it after all. */
      readonly appliedAt?: number
      /** Applied though its author had no right to it, because an urn may be running by it. */
      readonly urn?: true
    }
  | { readonly kind: 'clone'; readonly inc: string; readonly n: number; readonly at: number }
  | {
      readonly kind: 'holes'
      readonly inc: string
      /** Ranges of n that have not arrived, first and last; empty once all have. */
      readonly missing: readonly (readonly [number, number])[]
      readonly at: number
    }
