/**
 * Checks that one person ticked in several rooms within seconds: nobody walks so fast, and a check is a hand on the
 * urn's wall (A6.1). Derived for the manager to ask about; nothing is refused and nobody is accused.
 * `{ by: 'u1', at: 1763791200123, ticks: [{ visitId: 'v1', minute: 5 }, { visitId: 'v2', minute: 10 }] }`
 */
import type { RoomId, StaffId, VisitId } from '../ids.ts'
import { fieldsOf, isNotDone, numberedAnswers } from '../procedure/answers.ts'
import type { Run } from '../procedure/run.ts'

export type QuickTick = { readonly visitId: VisitId; readonly roomId: RoomId; readonly minute: number }
export type QuickChecks = {
  readonly by: StaffId
  /** When the first of them was ticked. */
  readonly at: number
  readonly ticks: readonly QuickTick[]
}

/** From one room to the next, a door and a hand on the wall take longer. */
export const QUICK_WITHIN_MS = 15_000

type Tick = QuickTick & { readonly by: StaffId; readonly at: number }

function ticksOf(run: Run): readonly Tick[] {
  const roomId = fieldsOf(run).place?.roomId
  if (!roomId || fieldsOf(run).voided) return []
  return numberedAnswers(run.fields, run.context.procedure.clock.check).flatMap(({ n, answer }) =>
    isNotDone(answer.value)
      ? []
      : [
          {
            visitId: run.id as VisitId,
            roomId,
            minute: n,
            by: answer.by,
            at: answer.enteredAt ?? answer.at,
          },
        ],
  )
}

/** Every such run of ticks, the latest first; two urns of one room are one walk. */
export function quickChecks(visits: readonly Run[]): readonly QuickChecks[] {
  const byPerson = new Map<StaffId, Tick[]>()
  for (const tick of visits.flatMap(ticksOf)) byPerson.set(tick.by, [...(byPerson.get(tick.by) ?? []), tick])
  const found: QuickChecks[] = []
  for (const [by, ticks] of byPerson) {
    for (const chain of chainsOf(ticks)) {
      const [first] = chain
      if (!first || new Set(chain.map(({ roomId }) => roomId)).size < 2) continue
      const plain = chain.map(({ visitId, roomId, minute }) => ({ visitId, roomId, minute }))
      found.push({ by, at: first.at, ticks: plain })
    }
  }
  return found.sort((a, b) => b.at - a.at)
}

/** Ticks that follow one another within seconds. */
function chainsOf(ticks: readonly Tick[]): readonly (readonly Tick[])[] {
  const chains: Tick[][] = []
  for (const tick of [...ticks].sort((a, b) => a.at - b.at)) {
    const last = chains.at(-1)
    if (last && tick.at - (last.at(-1)?.at ?? 0) <= QUICK_WITHIN_MS) last.push(tick)
    else chains.push([tick])
  }
  return chains
}
