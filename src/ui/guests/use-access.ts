/** Opening a guest's whole record is written down: who, when, on which screen (SEC8). Once a day for each, however often it is opened. */
import { useEffect } from 'react'
import { commit } from '../../db/commit.ts'
import { recordsOfPerson } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'

export type LookedAt = 'guest' | 'visit'
const ACCESS = 'access'
const told = new WeakMap<Store, Set<string>>()

/** Null for who does not see it whole: then nothing was opened. */
export function useAccess(guest: string | null, screen: LookedAt): void {
  const { store, session, clock, newId } = useApp()
  const { timeZone } = useShop()
  const who = useSession((s) => s.who)
  useEffect(() => {
    if (guest === null || who === null) return
    const at = clock.now()
    const { day } = dayOf(at, timeZone)
    const marks = told.get(store) ?? new Set()
    const mark = [who, guest, screen, day].join(' ')
    if (marks.has(mark)) return
    told.set(store, marks.add(mark))
    const fields = { at, by: who, screen }
    commit<never>(store, {
      ...{ intent: 'access.look', actor: who, session, keys: [] },
      plan: () => ({
        changes: [{ table: ACCESS, id: newId(), create: true, day, person: guest, fields }],
      }),
    }).catch(() => marks.delete(mark))
  }, [guest, screen, who, store, session, clock, newId, timeZone])
}

export type Look = { readonly id: string; readonly by: string; readonly at: number; readonly screen: string }

/** Who has looked, the latest first; undefined until it has been read. */
export function useLooks(guest: string): readonly Look[] | undefined {
  const { store } = useApp()
  return useLive(async () => {
    const records = await recordsOfPerson(store, ACCESS, guest)
    return records
      .flatMap(({ id, fields: { at, by, screen } }) =>
        typeof at === 'number' ? [{ id, at, by: String(by ?? ''), screen: String(screen ?? '') }] : [],
      )
      .sort((a, b) => b.at - a.at)
  }, [store, guest])
}
