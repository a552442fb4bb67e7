/** How tablets come to the shop: the first by the code that the server printed, the next by a code from the first. */
import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { vouchOf } from '../../../src/client/vouch.ts'
import { joinKeyFrom, wrapSecret } from '../../../src/db/join-code.ts'
import { CODE_BYTES, formatCode, parseCode } from '../../../src/sync/code.ts'
import { WIRE_HEADER, WIRE_VERSION } from '../../../src/sync/wire.ts'
import { type EnrolAnswer, TABLET_PATHS, TOKEN_SCHEME, VOUCH_HEADER } from '../../../src/sync/wire-tablets.ts'
import type { ServerApp } from '../support/server-app.ts'
import { button, type Hand, pageOf, sheet, typeInto } from './hand.ts'
import { vouchKeyOf } from './opened.ts'
import { recordsIn } from './records.ts'
import { rowsIn } from './rows.ts'
import { words } from './words.ts'

const { tablets } = words

/** Per server: its first tablet, and the token of an observer that was enrolled like any tablet. */
const first = new Map<string, { readonly hand: Hand; readonly observer: string }>()

const random = (length: number) => new Uint8Array(randomBytes(length))

/** One request, with the token of whoever asks; a stranger has none. */
export async function ask<T>(
  origin: string,
  path: string,
  of: { readonly token?: string; readonly headers?: Record<string, string>; readonly body?: unknown },
): Promise<T> {
  const { token, body } = of
  const answer = await fetch(`${origin}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      [WIRE_HEADER]: String(WIRE_VERSION),
      ...(token === undefined ? {} : { authorization: `${TOKEN_SCHEME} ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...of.headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as T
}

/** The token of the observer, by which tests read what the server holds. */
export function observerAt(origin: string): string {
  const known = first.get(origin)
  if (known === undefined) throw new Error('no tablet was connected to this server')
  return known.observer
}

const settingsOf = async (hand: Hand) =>
  new Map(
    (await rowsIn<{ name: string; value: unknown }>(pageOf(hand), 'device')).map((row) => [
      row.name,
      row.value,
    ]),
  )

/** The token that a tablet uses. */
export async function tokenOf(hand: Hand): Promise<string> {
  const [token] = ((await settingsOf(hand)).get('tokens') as readonly string[] | undefined) ?? []
  if (token === undefined) throw new Error('the tablet is not enrolled')
  return token
}

/** Fills in the form that stands on the screen; what comes of it is the caller's. */
export async function typeCode(hand: Hand, code: string, name: string): Promise<void> {
  await typeInto(hand, tablets.code, code)
  await typeInto(hand, tablets.name, name)
  await button(hand, tablets.go).click()
}

/** A code as a manager makes one on this tablet, without the screen. */
export async function codeFrom(hand: Hand): Promise<string> {
  const code = formatCode('join', random(CODE_BYTES))
  const key = await joinKeyFrom(parseCode(code)?.code ?? '')
  const secret = (await settingsOf(hand)).get('deviceSecret')
  const wrapped =
    typeof secret === 'string'
      ? await wrapSecret(key, new Uint8Array(Buffer.from(secret, 'base64')), random)
      : null
  const staff = (
    await recordsIn<{ table: string; id: string; fields: { role?: string } }>(pageOf(hand))
  ).filter(({ table }) => table === 'staff')
  const manager = staff.find(({ fields }) => fields.role === 'manager') ?? staff[0]
  const origin = new URL(pageOf(hand).url()).origin
  const body = { id: key.id, wrapped, by: manager?.id ?? '' }
  const vouchKey = await vouchKeyOf(pageOf(hand))
  const headers: Record<string, string> = {}
  if (vouchKey !== null)
    headers[VOUCH_HEADER] = await vouchOf(vouchKey, TABLET_PATHS.codes, JSON.stringify(body))
  await ask(origin, TABLET_PATHS.codes, { token: await tokenOf(hand), headers, body })
  return code
}

/** The first tablet: connected by the code that the server printed, and all it has is there. */
export async function connectShop(hand: Hand, server: ServerApp): Promise<void> {
  await pageOf(hand)
    .getByRole('banner')
    .getByRole('button', { name: /本机|同步|资料/ })
    .first()
    .click()
  const panel = sheet(hand, words.shell.saving.title)
  await typeCode(hand, server.setUpCode(), '前台')
  await expect(panel.getByText(words.sync.state.synced.title)).toBeVisible({ timeout: 30_000 })
  await panel.getByRole('button', { name: words.shell.saving.understood, exact: true }).click()
  await expect(panel).toBeHidden()
  const key = await joinKeyFrom(parseCode(await codeFrom(hand))?.code ?? '')
  const newcomer = { id: key.id, inc: 'ffffffff', name: '观察', shop: null }
  const { token } = await ask<EnrolAnswer>(server.origin, TABLET_PATHS.join, { body: newcomer })
  first.set(server.origin, { hand, observer: token })
}

/** A code from the first tablet, typed on the page of an empty one. */
export async function joinByCode(hand: Hand, name = '另一台'): Promise<void> {
  const known = first.get(new URL(pageOf(hand).url()).origin)
  if (known === undefined) throw new Error('no tablet was connected to this server')
  const code = await codeFrom(known.hand)
  await button(hand, tablets.join.open).click()
  await typeCode(hand, code, name)
}
