/**
 * Pokes across servers by LISTEN and NOTIFY, on a connection of their own that comes back by itself:
 *
 *   connecting ──▶ listening ──(broken, or silent)──▶ waiting 1 s … 30 s ──▶ connecting
 *
 * The message is `{"shop":"0199…","seq":1288}` and nothing else. Own pokes come back the same way, so each is told once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client, type ClientConfig } from 'pg'
import { localPokes } from './pokes.ts'
import type { Pokes } from './port.ts'
import type { Db } from './tables.ts'

const CHANNEL = 'steamkeeper'
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** A connection that breaks without a word is noticed by a question that is not answered. */
const ASK_EVERY_MS = 30_000
const ANSWER_MS = 10_000

/** Begins to listen at once; whatever is missed while the connection is down costs time, never data. */
export function postgresPokes(
  config: ClientConfig,
  db: Db,
): Pokes & { readonly listening: Promise<void>; close(): Promise<void> } {
  const local = localPokes()
  const stop = new AbortController()
  const stopped = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const sent = new Set<Promise<unknown>>()
  let isHeard = () => {}
  const listening = new Promise<void>((resolve) => {
    isHeard = resolve
  })
  const tellAll = async () => {
    // What moved while nobody listened.
    const heads = await db.selectFrom('shops').select(['shop', 'seq']).execute()
    for (const { shop, seq } of heads) local.poke(shop, seq)
  }
  const loop = keepListening(config, stop.signal, stopped, {
    onMessage: (payload) => {
      const poke = pokeFrom(payload)
      if (poke !== null) local.poke(poke.shop, poke.seq)
    },
    onListening: (isAgain) => {
      isHeard()
      if (isAgain) tellAll().catch(() => {})
    },
  })
  return {
    listening,
    listen: local.listen,
    poke(shop, seq) {
      const notify = sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ shop, seq })})`.execute(db)
      // When it cannot be sent, tablets poll.
      const settled: Promise<void> = notify.then(noop, noop).then(() => void sent.delete(settled))
      sent.add(settled)
    },
    async close() {
      stop.abort()
      isHeard()
      await Promise.all([loop, ...sent])
    },
  }
}

async function keepListening(
  config: ClientConfig,
  signal: AbortSignal,
  stopped: Promise<void>,
  on: { readonly onMessage: (payload: string) => void; readonly onListening: (isAgain: boolean) => void },
): Promise<void> {
  let failures = 0
  for (let isAgain = false; !signal.aborted; isAgain = true) {
    try {
      await listenOnce(config, stopped, on.onMessage, () => {
        failures = 0
        on.onListening(isAgain)
      })
    } catch {
      failures++
    }
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10))
    await sleep(wait * (0.5 + Math.random() / 2), undefined, { signal, ref: false }).catch(noop)
  }
}

/** Connects and listens until the connection ends or is told to; throws when it breaks. */
async function listenOnce(
  config: ClientConfig,
  stopped: Promise<void>,
  onMessage: (payload: string) => void,
  onListening: () => void,
): Promise<void> {
  const client = new Client({ ...config, query_timeout: ANSWER_MS })
  let isOver = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      isOver = true
      resolve()
    }
    client.on('error', end)
    client.on('end', end)
    void stopped.then(end)
  })
  client.on('notification', ({ payload }) => onMessage(payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    onListening()
    while (!isOver) {
      await Promise.race([ended, sleep(ASK_EVERY_MS, undefined, { ref: false })])
      if (!isOver) await client.query('select 1')
    }
  } finally {
    await client.end().catch(noop)
  }
}

function pokeFrom(payload: string): { readonly shop: string; readonly seq: number } | null {
  try {
    const { shop, seq } = JSON.parse(payload) as { shop?: unknown; seq?: unknown }
    return typeof shop === 'string' && typeof seq === 'number' ? { shop, seq } : null
  } catch {
    return null
  }
}

function noop() {}
