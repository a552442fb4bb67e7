/**
 * Where a shop's log stands, and what a tablet remembers of it: `{ epoch: '5f0c…', seq: 1288, chain: '9e41…' }`, on the
 * wire `5f0c….1288.9e41…`. Every entry chains to the one before (S3), so a server that was restored, or whose folder
 * was copied back, shows by a head that it cannot account for (S4).
 */

export type Head = { readonly epoch: string; readonly seq: number; readonly chain: string }
/** One-way digest of a text as lower-case hex of at least 32 digits; the server's is SHA-256. */
export type Digest = (text: string) => string

/** A head as one word. */
export const HEAD_WORD = /^([0-9a-f]{8,32})\.(\d{1,15})\.([0-9a-f]{32})$/
const CHAIN_DIGITS = 32

/** The head of an empty log; `epoch` is drawn when a shop begins on a server, and anew when it is restored. */
export function firstHead(epoch: string): Head {
  return { epoch, seq: 0, chain: '0'.repeat(CHAIN_DIGITS) }
}

/** Writes a head as one word. */
export function formatHead({ epoch, seq, chain }: Head): string {
  return `${epoch}.${seq}.${chain}`
}

/** Reads it again; null for anything of another shape. */
export function parseHead(text: string): Head | null {
  const match = HEAD_WORD.exec(text)
  if (match === null) return null
  const [, epoch = '', seq = '', chain = ''] = match
  return { epoch, seq: Number(seq), chain }
}

/** The head after one more entry: chain = H(chain, uid, effective clock, verdict) (S3). */
export function nextHead(
  head: Head,
  entry: { readonly uid: string; readonly eff: string; readonly verdict: string },
  digest: Digest,
): Head {
  const chain = digest([head.chain, entry.uid, entry.eff, entry.verdict].join('\n')).slice(0, CHAIN_DIGITS)
  return { epoch: head.epoch, seq: head.seq + 1, chain }
}

/** Whether two heads are the same place in the same log. */
export function isSameHead(one: Head, other: Head): boolean {
  return one.epoch === other.epoch && one.seq === other.seq && one.chain === other.chain
}

/**
 * Whether an answer's head shows by itself that the server has lost what it had acknowledged (S4). A restored server that
 * has grown past `seen` is told by its own log alone, which is why every request carries `seen`.
 */
export function hasFallenBehind(seen: Head | null, answered: Head): boolean {
  if (seen === null) return false
  if (seen.epoch !== answered.epoch || answered.seq < seen.seq) return true
  return answered.seq === seen.seq && answered.chain !== seen.chain
}

/** The further of two heads of one log; what a tablet keeps of every answer, pushes included (S4). */
export function furthest(seen: Head | null, answered: Head): Head {
  return seen !== null && seen.epoch === answered.epoch && seen.seq > answered.seq ? seen : answered
}
