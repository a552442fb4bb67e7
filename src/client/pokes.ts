/**
 * Listens to the server's pokes for as long as the tablet is linked, and connects again when the stream breaks. A poke only
 * saves waiting for the poll; nothing depends on one (C10), so every failure here is quiet.
 */

import type { Store } from '../db/store.ts'
import { readSync } from '../db/sync-state.ts'
import { backoffMs } from '../sync/client-state.ts'
import type { Transport } from './transport.ts'

/** A stream that lasted so long was a good one: the next break is a first failure again. */
const GOOD_MS = 60_000
/** How often a tablet that has nothing to listen for yet looks again. */
const LOOK_EVERY_MS = 2_000

type Listening = { readonly store: Store; readonly transport: Transport; readonly onPoke: () => void }

/** Calls back when the server's head is not where this tablet has pulled to; the answer ends it. */
export function listenForPokes(options: Listening): () => void {
  const ended = new AbortController()
  void listen(options, ended.signal)
  return () => ended.abort()
}

async function listen({ store, transport, onPoke }: Listening, signal: AbortSignal): Promise<void> {
  let failures = 0
  const onSeq = async (seq: number) => {
    const row = await readSync(store).catch(() => null)
    // Behind it stands a server that was restored (S4): the sooner that is asked, the shorter the bar is wrong.
    if (row !== null && seq !== (row.cursor?.seq ?? 0)) onPoke()
  }
  while (!signal.aborted) {
    const row = await readSync(store).catch(() => null)
    const shop = row?.shop ?? null
    // Before the first snapshot is complete the server may not even have the shop yet.
    if (shop === null || row?.cursor === null) {
      await pause(LOOK_EVERY_MS, signal)
      continue
    }
    const good = setTimeout(() => {
      failures = 0
    }, GOOD_MS)
    await transport.events(shop, (seq) => void onSeq(seq), signal)
    clearTimeout(good)
    failures += 1
    await pause(backoffMs(failures, Math.random()), signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
