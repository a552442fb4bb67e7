/** The code by which the first tablet claims this server: drawn here, printed once, kept as a hash (SEC11). */
import { randomBytes } from 'node:crypto'
import { CODE_BYTES, CODE_LASTS_MS, formatCode, parseCode } from '../sync/code.ts'
import { hashOf } from './http/door.ts'
import type { TabletStore } from './storage/tablet-port.ts'

/** Draws one, which ends the one before; the answer is to be printed and forgotten. */
export async function drawSetUpCode(tablets: TabletStore, now: number): Promise<string> {
  const written = formatCode('setUp', randomBytes(CODE_BYTES))
  await tablets.keepCode({
    hash: hashOf(parseCode(written)?.code ?? ''),
    ...{ kind: 'setUp', shop: null, maker: null, actor: null, wrapped: null },
    now: Math.floor(now),
    expiresAt: Math.floor(now) + CODE_LASTS_MS.setUp,
  })
  return written
}
