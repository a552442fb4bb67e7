/**
 * What people do about tablets: connect this one by a code, make a code for another, see them all, name them, take them out.
 * Each is one request, made while somebody looks; nothing here is tried again by itself.
 */
import type { Clock } from '../base/clock.ts'
import { deviceSecret } from '../db/device-secret.ts'
import { joinKeyFrom, unwrapSecret, wrapSecret } from '../db/join-code.ts'
import { incarnation, type Store } from '../db/store.ts'
import { readSync } from '../db/sync-state.ts'
import { keepEnrolment } from '../db/tablet-keys.ts'
import { shopMade } from '../db/unsent.ts'
import { CODE_BYTES, formatCode, parseCode } from '../sync/code.ts'
import type { Trouble } from '../sync/errors.ts'
import {
  codeAnswer,
  doneAnswer,
  type EnrolAnswer,
  enrolAnswer,
  type ListedTablet,
  listAnswer,
  TABLET_NAME_MAX,
  TABLET_PATHS,
} from '../sync/wire-tablets.ts'
import { tokensOf } from './tokens.ts'
import { asTablet, exchange, type Refusal, type Reply } from './transport.ts'

export type { ListedTablet } from '../sync/wire-tablets.ts'
/** How long a tablet's name may be. */
export const NAME_MAX = TABLET_NAME_MAX

/** Why it came to nothing: one of the codes that people can do something about, or what keeps the tablet from exchanging. */
export type Failure = Trouble | 'badCode' | 'noShop' | 'tooMany' | 'notManager'
export type Failed = { readonly failed: Failure }
type By = { readonly store: Store; readonly clock: Clock }

const TOLD: readonly Failure[] = ['badCode', 'noShop', 'tooMany', 'notManager']

/**
 * Enrols this tablet by a code: one that the server printed, or one from another tablet, which brings the shop's device secret.
 * `isNew` where the tablet has no shop of its own, and is to join that one.
 */
export async function connect(
  { store, clock }: By,
  { typed, name }: { readonly typed: string; readonly name: string },
): Promise<{ readonly shop: string; readonly isNew: boolean } | Failed> {
  const code = parseCode(typed)
  if (code === null) return { failed: 'badCode' }
  const own = (await readSync(store)).shop ?? (await shopMade(store))
  const newcomer = { inc: await incarnation(store), name, shop: own }
  const key = code.kind === 'join' ? await joinKeyFrom(code.code) : null
  const reply: Reply<EnrolAnswer> = await exchange(
    clock,
    key === null
      ? { path: TABLET_PATHS.claim, shop: null, body: { code: code.code, ...newcomer } }
      : { path: TABLET_PATHS.join, shop: null, body: { id: key.id, ...newcomer } },
    enrolAnswer,
  )
  if (!reply.ok) return failedBy(reply)
  const { token, shop, wrapped } = reply.data
  const secret = key === null || wrapped === null ? null : await unwrapSecret(key, wrapped)
  // Sealed under another code, or altered on the way: who answered is not whom the code came from.
  if (key !== null && wrapped !== null && secret === null) return { failed: 'badCode' }
  await keepEnrolment(store, { token, secret })
  return { shop, isNew: own === null }
}

/** A code by which one more tablet joins, for as long as it says; `origin` is where both find the server. */
export async function makeJoinCode(
  { store, clock }: By,
  { by, origin }: { readonly by: string; readonly origin: string },
): Promise<{ readonly code: string; readonly address: string; readonly lastsMs: number } | Failed> {
  const code = formatCode('join', random(CODE_BYTES))
  const key = await joinKeyFrom(parseCode(code)?.code ?? '')
  const secret = await deviceSecret(store)
  const wrapped = secret === null ? null : await wrapSecret(key, secret, random)
  const reply = await ask({ store, clock }, TABLET_PATHS.codes, { id: key.id, wrapped, by }, codeAnswer)
  if (!reply.ok) return failedBy(reply)
  const { serverTime, expiresAt } = reply.data
  // After the # nothing is sent to any server.
  return { code, address: `${origin}/join#${code}`, lastsMs: expiresAt - serverTime }
}

/** All tablets of the shop, and which of them this is. */
export async function listTablets(
  by: By,
): Promise<
  { readonly tablets: readonly ListedTablet[]; readonly own: string; readonly serverTime: number } | Failed
> {
  const reply = await ask(by, TABLET_PATHS.list, undefined, listAnswer)
  return reply.ok ? reply.data : failedBy(reply)
}

/** Names a tablet, takes it out of the shop, or reports it stolen. */
export async function changeTablet(
  by: By,
  change: {
    readonly id: string
    readonly by: string
    readonly name?: string
    readonly state?: 'retired' | 'stolen'
  },
): Promise<Failed | null> {
  const reply = await ask(by, TABLET_PATHS.change, change, doneAnswer)
  return reply.ok ? null : failedBy(reply)
}

async function ask<T extends Parameters<typeof exchange>[2]>(
  { store, clock }: By,
  path: string,
  body: unknown,
  shape: T,
) {
  const { shop } = await readSync(store)
  return asTablet(clock, tokensOf(store), { path, shop, body }, shape)
}

function failedBy({ code, trouble }: Refusal): Failed {
  return { failed: TOLD.find((one) => one === code) ?? trouble }
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}
