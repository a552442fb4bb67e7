/** The emergencies of the shop that ask for somebody, live; apart from what is done to them, which the first screen does not need. */
import { openRecords } from '../../db/queries.ts'
import {
  INCIDENT_TABLE,
  type Incident,
  namelessIncidents,
  openIncidents,
} from '../../domain/emergency/incident.ts'
import { useApp } from './app.tsx'
import { useLive } from './live.ts'

/** The emergencies under way, the newest first; undefined until read. */
export function useOpenIncidents(): readonly Incident[] | undefined {
  const { store } = useApp()
  return useLive(async () => openIncidents(await openRecords(store, INCIDENT_TABLE)), [store])
}

/** Those that are over, where it is still to be said who did something. */
export function useNamelessIncidents(): readonly Incident[] | undefined {
  const { store } = useApp()
  return useLive(async () => namelessIncidents(await openRecords(store, INCIDENT_TABLE)), [store])
}
