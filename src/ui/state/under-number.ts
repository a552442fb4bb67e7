/**
 * A visit of a guest who wants no record goes under a number: one that begins, and those that are under way when they say so. The
 * number is a guest of its own; nothing that is kept leads from it to them. Fetched when it is needed.
 */
import { type Change, commit } from '../../db/commit.ts'
import { openRecords, type RecordKey, readRecord, type SyncRecord } from '../../db/queries.ts'
import { CONSENTS, wantsNoRecord } from '../../domain/consent/consent.ts'
import type { GuestId, StaffId } from '../../domain/ids.ts'
import { type Guest, guestFrom } from '../../domain/people/guest.ts'
import { guestNumber } from '../../domain/people/guest-number.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { newNumber, WHOSE } from '../../domain/people/numbered.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { step } from '../../domain/procedure/engine.ts'
import { loadConsentStrings } from '../strings/consent-strings.ts'
import type { App } from './app.tsx'
import { loadRuns } from './runs.ts'
import { useSession } from './session.ts'

type Whose = Pick<Guest, 'gender' | 'language' | 'born'>

/** Said once it is so: the guest is called by it. */
async function tell(id: string, at: number): Promise<void> {
  const { language, say } = useSession.getState()
  const { line } = await loadConsentStrings(language)
  say({ text: line.numberGiven(guestNumber(id)), tone: 'jade', at })
}

async function numberFor(id: string, whose: Whose): Promise<Change> {
  const { form } = await loadConsentStrings(useSession.getState().language)
  return newNumber(id, form.numbered(guestNumber(id)), whose)
}

/** What puts the visits of a guest that are under way under one number, as part of a larger intent; `keys` are what the plan reads. */
export type Numbering = {
  readonly keys: readonly RecordKey[]
  readonly plan: (records: readonly SyncRecord[]) => readonly Change[]
}

/** `id` is the number's own; null where no visit is under way. */
export async function numberingOf(
  { store, clock }: Pick<App, 'store' | 'clock'>,
  guest: Whose & Pick<Guest, 'id'>,
  id: GuestId,
): Promise<Numbering | null> {
  const { language, who } = useSession.getState()
  const open = await openRecords(store, 'visits')
  const own = open.filter((visit) => fieldsOf(visit).guestId === guest.id)
  const runs = (await loadRuns(store, own, language)).map(({ run }) => run)
  if (runs.length === 0) return null
  const number = await numberFor(id, guest)
  const plan = (records: readonly SyncRecord[]) => {
    const changes = runs.flatMap((run) => {
      const record = records.find((one) => one.table === 'visits' && one.id === run.id)
      if (!record || fieldsOf(record).guestId !== guest.id) return []
      const event = { type: 'number', to: id, by: who ?? NOBODY } as const
      const decided = step({ ...run, fields: record.fields }, event, clock.now())
      return 'refused' in decided ? [] : decided.changes
    })
    return changes.length === 0 ? [] : [number, ...changes]
  }
  return { keys: runs.map((run) => ({ table: 'visits', id: run.id })), plan }
}

/** Puts the visits of a guest who wants no record under a number; does nothing for anybody else. */
export async function goUnderNumber(app: App, guestId: string): Promise<void> {
  const guest = await readUnwilling(app, guestId)
  const id = app.newId() as GuestId
  const numbering = guest && (await numberingOf(app, guest, id))
  if (!numbering) return
  await commit<never>(app.store, {
    ...{ intent: 'visit.number', actor: useSession.getState().who ?? NOBODY, session: app.session },
    keys: numbering.keys,
    plan: (records) => ({ changes: numbering.plan([...records.values()]) }),
  })
  await tell(id, app.clock.now())
}

/** The guest that a visit begins with: themselves, or a number that their line in the register now goes by. */
export async function guestToBegin(
  app: App,
  guest: Guest,
  { by, bookingId }: { readonly by: StaffId; readonly bookingId: string | null },
): Promise<Guest> {
  const unwilling = await readUnwilling(app, guest.id)
  if (!unwilling) return guest
  const id = app.newId() as GuestId
  const number = await numberFor(id, unwilling)
  const line = {
    table: 'bookings',
    id: bookingId ?? '',
    person: id,
    forgets: WHOSE,
    fields: { guestId: id },
  }
  await commit<never>(app.store, {
    ...{ intent: 'visit.number', actor: by, session: app.session },
    keys: bookingId ? [{ table: 'bookings', id: bookingId }] : [],
    plan: () => ({ changes: bookingId ? [number, line] : [number] }),
  })
  await tell(id, app.clock.now())
  return guestFrom({ ...number, rev: 0, clocks: {} })
}

/** The guest, where they have said no to a record and do not go by a number already. */
async function readUnwilling({ store }: Pick<App, 'store'>, guestId: string): Promise<Guest | null> {
  const [record, consents] = await Promise.all([
    readRecord(store, { table: 'guests', id: guestId }),
    readRecord(store, { table: CONSENTS, id: guestId }),
  ])
  const guest = record && guestFrom(record)
  return guest && !guest.numbered && wantsNoRecord(consents?.fields ?? {}) ? guest : null
}
