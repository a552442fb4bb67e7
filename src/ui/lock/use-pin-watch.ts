/**
 * Whoever was given another PIN, or none, is signed out where they still work by the one before, as soon as the tablet hears of it (SEC7):
 * a PIN is given anew because somebody else may know it. Their own change, made here, is no reason.
 */
import { useEffect, useRef } from 'react'
import type { KeySlot } from '../../db/key-slot.ts'
import { readRecord } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { lock } from '../state/lock.ts'
import { useSession } from '../state/session.ts'

/** Slots that whoever is signed in made on this page for themselves. */
const madeHere = new Set<string>()

/** Before it is kept: the record may be read at once. */
export function noteOwnPin(slot: KeySlot): void {
  madeHere.add(JSON.stringify(slot))
}

/** `slot` as JSON; null without a PIN. */
type Worked = { readonly who: StaffId; readonly slot: string | null }

export function usePinWatch(): void {
  const app = useApp()
  const { store } = app
  const who = useSession((s) => s.who)
  const now = useLive(async (): Promise<Worked | null> => {
    const record = who && (await readRecord(store, { table: 'staff', id: who }))
    return who && record
      ? { who, slot: record.fields.slot ? JSON.stringify(record.fields.slot) : null }
      : null
  }, [store, who])
  const began = useRef<Worked | null>(null)
  useEffect(() => {
    if (!now || now.who !== who || now.slot === began.current?.slot) return
    const isFirst = began.current?.who !== who || began.current.slot === null
    if (isFirst || madeHere.has(now.slot ?? '')) began.current = now
    else void lock(app)
  }, [app, now, who])
}
