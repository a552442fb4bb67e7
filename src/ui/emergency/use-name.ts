/** Says who did what nobody was signed in for: in the emergency's record, and beside the urns that were stopped so. */
import { useCallback } from 'react'
import { commit } from '../../db/commit.ts'
import { readRecord } from '../../db/queries.ts'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { INCIDENT_TABLE, incidentFrom, visitsOf } from '../../domain/emergency/incident.ts'
import { planNamed, planNamedStops } from '../../domain/emergency/plan-incident.ts'
import type { StaffId } from '../../domain/ids.ts'
import { type App, useApp } from '../state/app.tsx'
import { failureOf } from '../state/failure.ts'
import { inOrder, momentNow } from '../state/incidents.ts'
import { loadRuns } from '../state/runs.ts'
import { useSession } from '../state/session.ts'

/** Null once it is on disk, or why it is not; never throws. */
export function useName(): (id: string, whose: StaffId) => Promise<StoreErrorCode | null> {
  const app = useApp()
  return useCallback(
    (id, whose) => inOrder(app.store, () => name(app, id, whose)).then(() => null, failureOf),
    [app],
  )
}

async function name(app: App, id: string, whose: StaffId): Promise<void> {
  const { store, session } = app
  const key = { table: INCIDENT_TABLE, id }
  const record = await readRecord(store, key)
  const incident = record && incidentFrom(record)
  if (!incident) return
  // By their ids: a visit keeps the day on which it began, which is not always the emergency's.
  const read = [...visitsOf(incident)].map((visit) => readRecord(store, { table: 'visits', id: visit }))
  const visits = (await Promise.all(read)).filter((visit) => visit !== null)
  const runs = await loadRuns(store, visits, useSession.getState().language)
  const moment = momentNow(app)
  await commit<never>(store, {
    intent: 'emergency.name',
    actor: moment.by,
    session,
    keys: [key, ...visits.map(({ table, id: visitId }) => ({ table, id: visitId }))],
    plan: (records) => {
      const now = runs.map(({ run }) => {
        const fields = records.get(`${run.table}/${run.id}`)?.fields ?? {}
        return { ...run, fields }
      })
      return {
        changes: [
          ...planNamed(records.get(`${INCIDENT_TABLE}/${id}`) ?? record, whose, moment).changes,
          ...planNamedStops(now, incident, whose, moment).changes,
        ],
      }
    },
  })
}
