/** Time that passes only when there is nothing left to do at this instant: a queue of what happens when. */

export type Timeline = {
  now(): number
  /** Calls back after so many ms; what is due at one instant happens in the order in which it was planned. */
  after(ms: number, work: () => void): void
  /** Lets time pass up to an instant, or until `isDone` says so after one of the callbacks. */
  runUntil(end: number, isDone?: () => boolean): void
  /** Time passes and nothing happens meanwhile; what was due happens late, at the end of it. */
  leap(ms: number): void
}

type Planned = { readonly at: number; readonly order: number; readonly work: () => void }

export function timelineFrom(start: number): Timeline {
  let now = start
  let order = 0
  const heap: Planned[] = []
  const isBefore = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order)
  const swap = (a: number, b: number) => {
    const [one, other] = [heap[a], heap[b]]
    if (one === undefined || other === undefined) return
    heap[a] = other
    heap[b] = one
  }
  const beats = (a: number, b: number) => {
    const [one, other] = [heap[a], heap[b]]
    return one !== undefined && other !== undefined && isBefore(one, other)
  }
  const push = (planned: Planned) => {
    heap.push(planned)
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!beats(at, parent)) break
      swap(at, parent)
      at = parent
    }
  }
  const pop = (): Planned | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const child = beats(left + 1, left) ? left + 1 : left
      if (!beats(child, at)) break
      swap(child, at)
      at = child
    }
    return first
  }
  return {
    now: () => now,
    after: (ms, work) => push({ at: now + Math.max(ms, 0), order: order++, work }),
    runUntil(end, isDone = () => false) {
      while (heap[0] !== undefined && heap[0].at <= end) {
        const next = pop()
        if (next === undefined) break
        now = Math.max(now, next.at)
        next.work()
        if (isDone()) return
      }
      now = Math.max(now, end)
    },
    leap: (ms) => {
      now += ms
    },
  }
}
