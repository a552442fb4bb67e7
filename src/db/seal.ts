/**
 * The place where field values are sealed before they reach IndexedDB: by shop-sealer.ts on a tablet, by the
 * identity where a test is about something else. Each value is sealed by itself and under its own name, because
 * sealed records are merged field by field (M1). Sealing never happens inside a transaction (SubtleCrypto
 * inside one lets rows survive a rollback).
 */
import type { Fields, RecordKey } from '../sync/record.ts'

export type Sealer = {
  seal(key: RecordKey, fields: Fields): Promise<Fields>
  /** Hands on what is not sealed: the server writes conflicts and notes of its own, in the clear (M3, S2). */
  open(key: RecordKey, sealed: Fields, of?: { readonly once?: boolean }): Promise<Fields>
  /** What may be kept of opened values by whoever asks for them `once`; emptied when the tablet is locked. */
  readonly memory?: Map<string, unknown>
  /** Forgets all that it remembers of opened values: somebody was erased (S10). */
  forget?(): void
  /** The key by which it vouches, in hex; null while the tablet is locked. */
  vouchKey?(): string | null
}

export const identitySealer: Sealer = {
  seal: async (_key, fields) => fields,
  open: async (_key, sealed) => sealed,
}
