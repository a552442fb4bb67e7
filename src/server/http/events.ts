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
  /**
   * A stream of the shop's seqs that begins with what `now` reads, and ends when whoever listens is no longer welcome, which is
   * asked with every beat (SEC10). Throws 503 when there are too many.
   */
  open(shop: string, now: () => Promise<number>, isWelcome?: () => Promise<boolean>): Promise<Readable>
  /** Ends every stream; the server is stopping. */
  end(): void
}

/** The streams of one server. */
export function eventStreams(pokes: Pokes, max = STREAMS_MAX): EventStreams {
  const all = new Set<EventStream>()
  return {
    async open(shop, now, isWelcome = async () => true) {
      if (all.size >= max) throw new ApiError('unavailable')
      const stream = new EventStream(shop, pokes, isWelcome)
      all.add(stream)
      stream.once('close', () => all.delete(stream))
      try {
        // Listening comes first: what moves while the head is read is told as well.
        stream.tell(await now())
      } catch (error) {
        all.delete(stream)
        stream.destroy()
        throw error
      }
      return stream
    },
    end() {
      for (const stream of all) stream.end()
    },
  }
}

class EventStream extends Readable {
  readonly #quiet: () => void
  #isOver = false
  #told = -1

  constructor(shop: string, pokes: Pokes, isWelcome: () => Promise<boolean>) {
    super()
    const beat = setInterval(() => {
      this.#write(': still here\n\n')
      // A store that cannot tell now is asked again with the next beat.
      void isWelcome().then(
        (isStill) => (isStill ? undefined : this.end()),
        () => undefined,
      )
    }, BEAT_MS)
    beat.unref()
    const unlisten = pokes.listen(shop, (seq) => this.tell(seq))
    this.#quiet = () => {
      clearInterval(beat)
      unlisten()
    }
  }

  /** Says where the head is, unless that was the last thing said. */
  tell(seq: number): void {
    if (seq !== this.#told && this.#write(`data: ${seq}\n\n`)) this.#told = seq
  }

  end(): void {
    if (this.#isOver) return
    this.#hush()
    this.push(null)
  }

  override _read() {}

  override _destroy(error: Error | null, done: (error?: Error | null) => void) {
    this.#hush()
    done(error)
  }

  #hush(): void {
    this.#isOver = true
    this.#quiet()
  }

  /** A reader that has fallen asleep is not written to until it has taken what it was sent: its poll brings it up to date. */
  #write(text: string): boolean {
    if (this.#isOver || this.readableLength >= this.readableHighWaterMark) return false
    this.push(text)
    return true
  }
}
