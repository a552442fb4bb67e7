/**
 * The server as tablets meet it: what server/http answers, over a shop in memory. It can be down, crash before or after it has
 * committed, and be restored to a backup, by the tool (a new epoch) or by a folder that was copied back (the old one).
 */
import type { LogEntry } from '../../src/sync/admit.ts'
import type { ApiErrorCode } from '../../src/sync/errors.ts'
import type { Head } from '../../src/sync/head.ts'
import type { MayWrite } from '../../src/sync/judge.ts'
import { jsonBytes } from '../../src/sync/limits.ts'
import { parseOffers } from '../../src/sync/offers.ts'
import { keyFrom, keyOf } from '../../src/sync/record.ts'
import { actionsFor, type TabletState } from '../../src/sync/tablet-state.ts'
import type { WireRecord, WireResult } from '../../src/sync/wire.ts'
import { MemoryShop, type Weakness } from './memory-shop.ts'

export type Refused = { readonly ok: false; readonly code: ApiErrorCode; readonly at: number | null }
export type Reply<T> = { readonly ok: true; readonly serverTime: number; readonly data: T } | Refused
/** Null when nobody answers. */
export type Heard<T> = Reply<T> | null

export type Hello = {
  readonly shop: string | null
  readonly head: Head | null
  readonly isRestored: boolean
  /** It was taken out of the shop: it sends what it has, and empties itself. */
  readonly isLeaving: boolean
}
export type Pushed = { readonly results: readonly WireResult[]; readonly head: Head; readonly known: boolean }
export type Pulled = {
  readonly records: readonly WireRecord[]
  readonly cursor: Head
  readonly more: boolean
  readonly head: Head
}
export type Snapped = {
  readonly records: readonly WireRecord[]
  readonly head: Head
  readonly next: string | null
  readonly total: number
}

/** Small, so that a run meets them: the largest body, and how many records a page may have. */
export const PUSH_BYTES = 3_500

export class SimServer {
  readonly shop: MemoryShop
  readonly #now: () => number
  isUp = true
  /** Before it is back from the next push: nothing kept, or all of it and no answer. */
  crashesNext: 'before' | 'after' | null = null
  onCrash: (when: 'before' | 'after') => void = () => undefined
  onLogged: (entries: readonly LogEntry[], freed: readonly LogEntry[], isStolen: boolean) => void = () =>
    undefined

  constructor(
    now: () => number,
    newEpoch: () => string,
    of: { readonly weakness: Weakness | null; readonly mayWrite: MayWrite },
  ) {
    this.#now = now
    this.shop = new MemoryShop(newEpoch, of.weakness, of.mayWrite)
  }

  hello(
    shop: string | null,
    ask: { readonly cursor: Head | null; readonly seen: Head | null },
    state: TabletState,
  ): Reply<Hello> {
    const { held } = this.shop
    if (held !== null && shop !== null && shop !== held.shop) return refused('otherShop')
    const { cursor, seen } = ask
    const heads = this.shop.weakness === 'ignoresSeen' ? [cursor] : [cursor, seen]
    const isKnown = held === null ? heads.every((head) => head === null) : this.shop.knows(held.shop, heads)
    const actions = actionsFor(state, { isKnown, rotatedAt: 0, now: 0 })
    return this.#ok({
      ...{ shop: held?.shop ?? null, head: held?.head ?? null },
      ...{ isRestored: actions.includes('reoffer'), isLeaving: actions.includes('wipe') },
    })
  }

  /** Null for a crash on the way. */
  push(
    shop: string,
    ask: {
      readonly inc: string
      readonly seen: Head | null
      readonly sets: readonly unknown[]
      readonly effs: { readonly [uid: string]: string }
      readonly begins: boolean
    },
    state: TabletState,
  ): Heard<Pushed> {
    if (jsonBytes(ask.sets) > PUSH_BYTES) return refused('tooLarge')
    const parsed = parseOffers(JSON.parse(JSON.stringify(ask.sets)), ask.effs)
    if ('namelessAt' in parsed) return refused('malformed', parsed.namelessAt)
    const isStolen = state === 'stolen' || state === 'wiped'
    const mayBegin = state === 'enrolled' && ask.begins && ask.sets.length > 0 && ask.seen === null
    if (!mayBegin && this.shop.held === null) return refused('noShop')
    if (this.#crashes('before')) return null
    const logged = this.shop.log.length
    const { inc, seen } = ask
    const done = this.shop.push({ shop, inc, seen, offers: parsed.offers, now: this.#now(), isStolen })
    if (done === 'otherShop') return refused('otherShop')
    const freed = this.shop.freed.flatMap((uid) => this.shop.entry(uid) ?? [])
    this.onLogged(this.shop.log.slice(logged), freed, isStolen)
    if (this.#crashes('after')) return null
    const { results, head, known } = done
    return this.#ok({ results: results as readonly WireResult[], head, known })
  }

  missing(shop: string, uids: readonly string[]): Reply<{ missing: readonly string[]; head: Head }> {
    const held = this.#held(shop)
    if ('code' in held) return held
    return this.#ok({ missing: this.shop.missing(shop, uids), head: held.head })
  }

  pull(
    shop: string,
    ask: { readonly cursor: Head; readonly seen: Head | null; readonly limit: number },
  ): Reply<Pulled> {
    const held = this.#held(shop)
    if ('code' in held) return held
    const page = this.shop.pull(shop, ask)
    return page === 'reset' ? refused('reset') : this.#ok(page)
  }

  snapshot(
    shop: string,
    ask: {
      readonly page: string | null
      readonly head: Head | null
      readonly seen: Head | null
      readonly limit: number
    },
  ): Reply<Snapped> {
    const held = this.#held(shop)
    if ('code' in held) return held
    const { head, seen, limit } = ask
    const page = this.shop.snapshot(shop, {
      ...{ head, seen, limit },
      after: ask.page === null ? null : keyFrom(ask.page),
    })
    if (page === 'reset') return refused('reset')
    return this.#ok({ ...page, next: page.next === null ? null : keyOf(page.next) })
  }

  #held(shop: string): { readonly head: Head } | Refused {
    const { held } = this.shop
    if (held === null) return refused('noShop')
    return held.shop === shop ? held : refused('otherShop')
  }

  #crashes(when: 'before' | 'after'): boolean {
    if (this.crashesNext !== when) return false
    this.crashesNext = null
    this.isUp = false
    this.onCrash(when)
    return true
  }

  #ok<T>(data: T): Reply<T> {
    return { ok: true, serverTime: this.#now(), data }
  }
}

export function refused(code: ApiErrorCode, at: number | null = null): Refused {
  return { ok: false, code, at }
}
