/** A run (visit or turnover) as the screens use it: read live, with all that the engine must know. dispatch.ts moves it. */
import { useEffect, useMemo } from 'react'
import { readRecord, type SyncRecord } from '../../db/queries.ts'
import { writtenAt } from '../../db/server-time.ts'
import type { Store } from '../../db/store.ts'
import type { Language } from '../../domain/language.ts'
import { isOpenRecord } from '../../domain/open-record.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { without } from '../../domain/procedure/answers.ts'
import type { Run, RunFields } from '../../domain/procedure/run.ts'
import type { Procedure, RunTable } from '../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../domain/procedure/text.ts'
import { placeOf } from '../../domain/urn/starts.ts'
import { useStrings } from '../strings/strings.ts'
import { useApp } from './app.tsx'
import { useLive } from './live.ts'
import { isShown, overlaid, useOverlay } from './overlay.ts'
import { type Around, contextOf, publishedText, readAround } from './run-context.ts'
import { useSession } from './session.ts'
import { shownGuest } from './shown-guest.ts'

export type LoadedRun = {
  readonly run: Run
  readonly guest: Guest | null
  readonly procedure: Procedure
  /** In the tablet's language. */
  readonly text: ProcedureText
  /** In the guest's language, for what is said to them. */
  readonly sayText: ProcedureText
  readonly shopName: string
  /** Its own procedure is not on this tablet: its time is watched by another's clock, and nobody works on it here. */
  readonly isStandIn: boolean
  readonly saving: ReadonlySet<string>
  readonly clocks: SyncRecord['clocks']
}

/** Everything that step() must know about one run; null when the run or its procedure is not on this tablet. */
export async function loadRun(
  store: Store,
  table: RunTable,
  id: string,
  language: Language,
): Promise<LoadedRun | null> {
  const record = await readRecord(store, { table, id })
  return record ? loadAround(store, record, language, await readAround(store)) : null
}

/**
 * The same for many records at once, reading only once what they share. An open visit is there without its procedure too,
 * for its guest may be in an urn; others are left out.
 */
export async function loadRuns(
  store: Store,
  records: readonly SyncRecord[],
  language: Language,
): Promise<readonly LoadedRun[]> {
  if (records.length === 0) return []
  const around = await readAround(store)
  const loaded = await Promise.all(
    records.map((record) => loadAround(store, record, language, around, isOpenVisit(record))),
  )
  return loaded.filter((run) => run !== null)
}

function isOpenVisit({ table, fields }: SyncRecord): boolean {
  return table === 'visits' && isOpenRecord({ table, fields })
}

/** A visit that is not in the store yet, read as it will be once it is begun; null when its procedure is not here. */
export async function loadDraft(
  store: Store,
  draft: SyncRecord,
  language: Language,
): Promise<LoadedRun | null> {
  return loadAround(store, draft, language, await readAround(store))
}

async function loadAround(
  store: Store,
  record: SyncRecord,
  language: Language,
  around: Around,
  mayStandIn = false,
): Promise<LoadedRun | null> {
  const found = await contextOf(store, record, around, language, mayStandIn)
  if (!found) return null
  const { context, guest, published, text, isStandIn } = found
  const fields = record.fields as RunFields
  const placed =
    record.table === 'visits' ? placeOf({ fields: record.fields, context }) : (fields.place ?? null)
  return {
    run: {
      table: record.table as RunTable,
      id: record.id,
      day: record.day ?? '',
      // Every list, line and alarm names the urn that the guest is in.
      fields: placed === (fields.place ?? null) ? record.fields : { ...record.fields, place: placed },
      writtenAt: writtenAt(record, around.aheadMs),
      context,
    },
    guest,
    procedure: context.procedure,
    text,
    sayText: (guest?.language && publishedText(published, guest.language)) || text,
    shopName: around.shop?.name ?? '',
    isStandIn,
    saving: new Set(),
    clocks: record.clocks,
  }
}

/** The run, live and with what was just tapped; undefined while loading, null when it is not on this tablet. */
export function useRun(table: RunTable, id: string): LoadedRun | null | undefined {
  const { store } = useApp()
  const language = useSession((s) => s.language)
  const loaded = useLive(() => loadRun(store, table, id, language), [store, table, id, language])
  const entries = useOverlay((s) => s.entries)
  useEffect(() => useOverlay.getState().watch(`${table}/${id}`), [table, id])
  useEffect(() => {
    if (!loaded) return
    const { drop } = useOverlay.getState()
    for (const entry of entries)
      if (entry.key === `${table}/${id}` && isShown(entry, loaded.clocks)) drop(entry.token)
  }, [loaded, entries, table, id])
  const { kit } = useStrings()
  return useMemo(() => {
    if (!loaded) return loaded
    const own = entries.filter((e) => e.key === `${table}/${id}`)
    const { fields, saving } = overlaid(loaded.run.fields, own)
    const names = own.flatMap((entry) => Object.keys(entry.fields))
    const run = { ...loaded.run, fields, writtenAt: without(loaded.run, names) }
    return { ...loaded, guest: loaded.guest && shownGuest(loaded.guest, kit), run, saving }
  }, [loaded, entries, table, id, kit])
}

/** An open visit that is here without its own procedure, live, read by what stands in for it; null when it is none. */
export function useStandIn(id: string): LoadedRun | null | undefined {
  const { store } = useApp()
  const language = useSession((s) => s.language)
  const { kit } = useStrings()
  return useLive(async () => {
    const record = await readRecord(store, { table: 'visits', id })
    // Of a guest who was erased there is nothing to be read.
    const loaded =
      record && record.fields.erased === undefined ? await loadRuns(store, [record], language) : []
    const found = loaded.find(({ isStandIn }) => isStandIn)
    return found ? { ...found, guest: found.guest && shownGuest(found.guest, kit) } : null
  }, [store, id, language, kit])
}
