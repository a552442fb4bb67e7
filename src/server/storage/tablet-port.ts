/**
 * Who may exchange, as the server keeps it: enrolled tablets, codes that enrol one more, the log of administrative acts. Tokens
 * and codes come in and are kept as hashes; every act is written with its line in the log, or not at all (SEC19).
 */

import type { CodeKind } from '../../sync/code.ts'
import type { TabletState } from '../../sync/tablet-state.ts'

export type Tablet = {
  readonly id: string
  readonly shop: string
  readonly name: string
  /** As of its last greeting. */
  readonly inc: string
  readonly state: TabletState
  readonly enrolledAt: number
  readonly seenAt: number
  /** Since when it is in its state. */
  readonly changedAt: number
  readonly rotatedAt: number
  readonly app: string
  /** Sets that it said it had not sent. */
  readonly waiting: number
  /** How many it said were left when it wiped itself. */
  readonly unsent: number | null
}
export type TabletKeys = { readonly token: string; readonly next: string | null }

/** `act` is a word such as `tablet.stolen`; `subject` the id of what it was about, never a guest's name. */
export type AdminAct = {
  readonly at: number
  readonly act: string
  /** Who did it, as their tablet says; null for whoever keeps the server. */
  readonly actor: string | null
  readonly tablet: string | null
  readonly subject: string | null
}

export type Enrolment = {
  /** Hash of the code. */
  readonly code: string
  readonly kind: CodeKind
  /** The shop that the tablet has; null for an empty one. */
  readonly shop: string | null
  readonly id: string
  readonly name: string
  readonly inc: string
  /** Hash of its token. */
  readonly token: string
  readonly now: number
}
export type Enrolled = { readonly shop: string; readonly wrapped: string | null }

export type TabletStore = {
  /** Whether any tablet may exchange. */
  isAnyEnrolled(): Promise<boolean>
  /** Keeps a code. Of a set-up code, and of one maker's join codes, only the newest holds; expired ones are forgotten. */
  keepCode(code: {
    readonly hash: string
    readonly kind: CodeKind
    /** Null for a set-up code: it may come before the shop. */
    readonly shop: string | null
    readonly maker: string | null
    readonly actor: string | null
    readonly wrapped: string | null
    readonly now: number
    readonly expiresAt: number
  }): Promise<void>
  /**
   * Uses the code up and enrols the tablet, in one transaction: of two that come with one code, one is enrolled. A code that is
   * right stays where the shop is not: `otherShop`, or `noShop` for an empty tablet at an empty server (SEC11).
   */
  enrol(of: Enrolment): Promise<Enrolled | 'badCode' | 'otherShop' | 'noShop'>
  /** The tablet and the hashes of its tokens; null for a stranger. */
  find(id: string): Promise<(Tablet & TabletKeys) | null>
  /** The next token is handed out; the one in use stays valid until `promote`. */
  rotate(id: string, next: string): Promise<void>
  /** The next token was used: the one before is none any more. */
  promote(id: string, next: string, now: number): Promise<void>
  /** What is known of a tablet from what it asked last. */
  see(
    id: string,
    of: { readonly seenAt: number } & Partial<Pick<Tablet, 'inc' | 'app' | 'waiting'>>,
  ): Promise<void>
  /** Renames it, or puts it into another state; false where there is none, or it is wiped already. */
  change(
    shop: string,
    id: string,
    to: Partial<Pick<Tablet, 'name' | 'state' | 'unsent' | 'waiting'>>,
    act: AdminAct,
  ): Promise<boolean>
  /** All of a shop, by when they were enrolled; with how many of its sets were parked because it was stolen. */
  list(shop: string): Promise<readonly (Tablet & { readonly parked: number })[]>
  note(shop: string, act: AdminAct): Promise<void>
  /** By what a tablet shows that it has the shop's key; null before one was told. */
  vouch(shop: string): Promise<string | null>
  /** The first that is told stays: whoever has no key cannot put theirs in its place. */
  keepVouch(shop: string, key: string): Promise<void>
  /** The newest acts first, at most `limit`. */
  acts(shop: string, limit: number): Promise<readonly AdminAct[]>
}
