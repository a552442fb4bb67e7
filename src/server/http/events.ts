/**
 * Server-sent events: the head's seq at once and whenever it moves, a comment each 15 s, nothing else (C10). A tablet that
 * hears one pulls; one that hears none polls, so a stream may be dropped at any time and costs nothing but seconds.
 *
 *   data: 1288
 *
 *   : still here
 */
import { Readable } from 'node:stream'
import type { Pokes } from '../storage/port.ts'
import { ApiError } from './api-error.ts'

/** A silent connection is taken for dead by what lies in between; tablets wait 40 s for a sign of life. */
export const BEAT_MS = 15_000
/** A shop has tens of tablets; each stream holds a socket. */
export const STREAMS_MAX = 200

export type EventStreams = {
  /** A stream of the shop's seqs that begins with what `now` reads. Throws 503 when there are too many. */
  open(shop: string, now: () => Promise<number>): Promise<Readable>
  /** Ends every stream; the server is stopping. */
  end(): void
}

/** The streams of one server. */
export function eventStreams(pokes: Pokes, max = STREAMS_MAX): EventStreams {
  const all = new Set<Readable>()
  return {
    async open(shop, now) {
      if (all.size >= max) throw new ApiError('unavailable')
      const stream = pokedStream(shop, pokes, (ended) => all.delete(ended))
      all.add(stream)
      try {
        // Listening comes first: what moves while the head is read is told as well.
        tell(stream, await now())
      } catch (error) {
        stream.destroy()
        throw error
      }
      return stream
    },
    end() {
      for (const stream of all) stream.push(null)
    },
  }
}

function pokedStream(shop: string, pokes: Pokes, onEnd: (stream: Readable) => void): Readable {
  const stream: Readable = new Readable({
    read() {},
    destroy(error, done) {
      clearInterval(beat)
      unlisten()
      onEnd(stream)
      done(error)
    },
  })
  const beat = setInterval(() => write(stream, ': still here\n\n'), BEAT_MS)
  beat.unref()
  const unlisten = pokes.listen(shop, (seq) => tell(stream, seq))
  return stream
}

function tell(stream: Readable, seq: number): void {
  write(stream, `data: ${seq}\n\n`)
}

/** A reader that has fallen asleep is not written to until it has taken what it was sent: its poll brings it up to date. */
function write(stream: Readable, text: string): void {
  const isFull = stream.readableLength > stream.readableHighWaterMark
  if (!stream.readableEnded && !stream.destroyed && !isFull) stream.push(text)
}
