/** What already stands in the way of a person's PIN before they type: a wait from before a restart, no PIN, no key on this tablet. */
import { deviceSecret } from '../../db/device-secret.ts'
import type { Refusal } from '../../db/key-ring.ts'
import { TRIES_MAX, triesOf } from '../../db/pin-tries.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'

/** Null where nothing does; undefined while it is read. */
export function useTries({ id, role, hasPin }: Staff): Refusal | null | undefined {
  const { store } = useApp()
  return useLive(async (): Promise<Refusal | null> => {
    const [tries, secret] = await Promise.all([triesOf(store, id), deviceSecret(store)])
    if (!hasPin || tries === null) return { kind: 'noSlot' }
    if (secret === null) return { kind: 'noSecret' }
    if (role !== 'manager' && tries.count >= TRIES_MAX) return { kind: 'shut' }
    return tries.untilAt === null ? null : { kind: 'wait', count: tries.count, untilAt: tries.untilAt }
  }, [store, id, role, hasPin])
}
