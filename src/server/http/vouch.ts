/**
 * Whether a request comes from a tablet that has the shop's key at hand: its token lies open on a stolen one, the key does not
 * (SEC20). Before the server was told by what to know it, every tablet is believed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { VOUCH_HEADER, vouchedText } from '../../sync/wire-tablets.ts'
import type { TabletStore } from '../storage/tablet-port.ts'
import { bytesOf } from './body.ts'

/** Asked after the door: of a tablet of this shop. */
export async function isVouched(
  tablets: TabletStore,
  shop: string,
  request: FastifyRequest,
): Promise<boolean> {
  const key = await tablets.vouch(shop)
  if (key === null) return true
  const word = request.headers[VOUCH_HEADER]
  if (typeof word !== 'string') return false
  const right = createHmac('sha256', Buffer.from(key, 'hex'))
    .update(vouchedText(request.routeOptions.url ?? '', ''))
    .update(bytesOf(request))
    .digest()
  const given = Buffer.from(word, 'hex')
  return given.length === right.length && timingSafeEqual(given, right)
}
