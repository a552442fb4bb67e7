/** Who calls for people, live: emergencies under way and colleagues who are wanted, with whether this very tablet called. */
import { useCallback, useMemo } from 'react'
import { openRecords, placeOfRecord, type RecordKey, type SyncRecord } from '../../db/queries.ts'
import { isOwnField, readServerTime } from '../../db/server-time.ts'
import type { Store } from '../../db/store.ts'
import { syncOverview } from '../../db/sync-state.ts'
import { ALARMS } from '../../domain/alarm/going.ts'
import type { Summons } from '../../domain/alarm/summons.ts'
import { planComing, type Wanted, wantedFrom } from '../../domain/alarm/wanted.ts'
import { INCIDENT_TABLE, type Incident, openIncidents } from '../../domain/emergency/incident.ts'
import { planGoingThere } from '../../domain/emergency/plan-incident.ts'
import type { StaffId } from '../../domain/ids.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSave } from '../state/save.ts'
import { useOthers } from './use-others.ts'

/** How far the call has come; `alone`: no server shares the shop, or it knows of no other tablet that could hear it. */
export type Reach = 'alone' | 'here' | 'sent'

export type Summoned = Summons & { readonly key: RecordKey; readonly reach: Reach } & (
    | { readonly kind: 'emergency'; readonly incident: Incident }
    | { readonly kind: 'colleague'; readonly wanted: Wanted }
  )

/** Emergencies first; undefined until read. */
export function useSummoned(): readonly Summoned[] | undefined {
  const { store } = useApp()
  const all = useLive(async () => [...(await emergencies(store)), ...(await colleagues(store))], [store])
  const others = useOthers(all?.some(({ isOwn, reach }) => isOwn && reach === 'sent') ?? false)
  return useMemo(() => {
    if (others !== 'none') return all
    return all?.map((one) => (one.reach === 'sent' ? { ...one, reach: 'alone' as const } : one))
  }, [all, others])
}

async function emergencies(store: Store): Promise<readonly Summoned[]> {
  const records = await openRecords(store, INCIDENT_TABLE)
  return Promise.all(
    openIncidents(records).map(async (incident) => {
      const { id, openedAt, called, going } = incident
      const askedAt = called?.at ?? openedAt
      const field = called ? 'called' : 'openedAt'
      const found = await around(store, records, { table: INCIDENT_TABLE, id }, field, askedAt)
      return { ...found, kind: 'emergency' as const, incident, askedAt, going }
    }),
  )
}

async function colleagues(store: Store): Promise<readonly Summoned[]> {
  const records = await openRecords(store, ALARMS)
  return Promise.all(
    wantedFrom(records).map(async (wanted) => {
      const { id, askedAt, going } = wanted
      const found = await around(store, records, { table: ALARMS, id }, 'asked', askedAt)
      return { ...found, kind: 'colleague' as const, wanted, askedAt, going }
    }),
  )
}

/** `field`: what the tablet that called has written, and nobody since. */
async function around(
  store: Store,
  records: readonly SyncRecord[],
  key: RecordKey,
  field: string,
  askedAt: number,
) {
  const clocks = records.find(({ id }) => id === key.id)?.clocks ?? {}
  const [isOwn, placed, { shop }, { correctionMs }] = await Promise.all([
    isOwnField(store, clocks, field),
    placeOfRecord(store, key),
    syncOverview(store),
    readServerTime(store),
  ])
  const reach: Reach = shop === null ? 'alone' : placed?.place === 'here' ? 'here' : 'sent'
  // Kept by the tablet's own clock, told by the app's.
  const heardAt = firstHeard(store, `${key.id}/${askedAt}`, placed ? placed.at + correctionMs : askedAt)
  return { key, isOwn, reach, heardAt }
}

const heard = new WeakMap<Store, Map<string, number>>()

/** The row knows when its newest version came; a tick on another tablet must not make a call ring for longer. */
function firstHeard(store: Store, call: string, at: number): number {
  const known = heard.get(store) ?? new Map<string, number>()
  heard.set(store, known)
  const first = Math.min(at, known.get(call) ?? at)
  known.set(call, first)
  return first
}

/** "I go": named, and the shop falls silent. False where that was not kept. */
export function useAnswer(): (one: Summoned, by: StaffId) => Promise<boolean> {
  const { clock } = useApp()
  const save = useSave()
  return useCallback(
    async ({ kind, key }, by) => {
      const saved = await save<never>({
        intent: kind === 'emergency' ? 'emergency.go' : 'alarm.go',
        keys: [key],
        plan: ([record]) => {
          const moment = { by, now: clock.now() }
          if (!record) return { changes: [] }
          return kind === 'emergency'
            ? planGoingThere(record, moment)
            : { changes: planComing(record, moment) }
        },
      })
      return 'kept' in saved
    },
    [clock, save],
  )
}
