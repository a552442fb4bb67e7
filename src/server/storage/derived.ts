/**
 * What `admit` must be told of people and of what waits (S2), as rows: roles by person and clock, parked sets by their author.
 * Both follow from the log and its notes, so a backup carries neither, and an older store gets them from what it holds.
 */
import { type AdmitState, type Admitted, type Offer, seenClocks } from '../../sync/admit.ts'
import type { ChangeSet } from '../../sync/change-set.ts'
import { OF_RIGHT } from '../../sync/judge.ts'
import type { Fields } from '../../sync/record.ts'
import { type RoleEntry, roleEntriesOf, STAFF } from '../../sync/roles.ts'
import { ATTENTION } from '../../sync/server-record.ts'
import { createdBy, freeable, noteOf, type Waiting } from '../../sync/waiting.ts'
import { inPieces, perTable, type Tables, type Trx, writeRows } from './tables.ts'

/** Everybody's history: a shop has some dozens of people, and whose right counts may hang on the others. */
export async function readRoles(trx: Trx, shop: string): Promise<AdmitState['roles']> {
  const rows = await trx.selectFrom('roles').selectAll().where('shop', '=', shop).execute()
  const roles = new Map<string, RoleEntry[]>()
  for (const row of rows) {
    const own = roles.get(row.person)
    if (own === undefined) roles.set(row.person, [entryFrom(row)])
    else own.push(entryFrom(row))
  }
  return roles
}

/** The procedures that a store has read: they are large, and as good as never change. */
export type ProcedureCache = Map<string, { readonly seq: number; readonly fields: Fields }>

export async function readProcedures(
  trx: Trx,
  shop: string,
  cache: ProcedureCache,
): Promise<AdmitState['procedures']> {
  const of = trx.selectFrom('records').where('shop', '=', shop).where('tbl', '=', 'procedures')
  const heads = await of.select(['id', 'seq']).execute()
  const unread = heads.filter(({ id, seq }) => cache.get(id)?.seq !== seq).map(({ id }) => id)
  const rows = await inPieces(unread, (ids) =>
    of.select(['id', 'seq', 'fields']).where('id', 'in', ids).execute(),
  )
  for (const { id, seq, fields } of rows) cache.set(id, { seq, fields: JSON.parse(fields) as Fields })
  return new Map(heads.flatMap(({ id }) => [[id, cache.get(id)?.fields ?? {}] as const]))
}

/** Parked sets that the offers may free, and all that hang on these, in the order of seq; with them what else is parked about their records. */
export async function readWaiting(
  trx: Trx,
  shop: string,
  offers: readonly Offer[],
): Promise<readonly Waiting[]> {
  const { uids, people } = freeable(offers)
  const found = new Map<string, Waiting>()
  let next: readonly Waiting[] = [
    ...(await waitingBy(trx, shop, 'uid', uids)),
    ...(await waitingBy(trx, shop, 'actor', people)),
    ...(await orphansOf(trx, shop, offers)),
    ...(await parkedAbout(trx, shop, offers)),
  ]
  while (next.length > 0) {
    const fresh = next.filter(({ uid }) => !found.has(uid))
    for (const one of fresh) found.set(one.uid, one)
    next = await orphansOf(trx, shop, fresh)
  }
  return [...found.values()].sort((a, b) => a.seq - b.seq)
}

/** What is parked and writes any record that these write: with a running urn it must count (S2). */
async function parkedAbout(trx: Trx, shop: string, offers: readonly Offer[]): Promise<readonly Waiting[]> {
  const keys = offers.flatMap(({ set }) =>
    set === null ? [] : set.ops.map(({ table, id }) => ({ table, id })),
  )
  // In two steps: in one, the store may walk through everything that is parked.
  const rows = await perTable(keys, (table, ids) =>
    trx
      .selectFrom('log_keys')
      .select('seq')
      .where('shop', '=', shop)
      .where('tbl', '=', table)
      .where('id', 'in', ids)
      .execute(),
  )
  return (await waitingAt(trx, shop, rows)).filter(({ reason }) => OF_RIGHT.has(reason))
}

async function waitingBy(
  trx: Trx,
  shop: string,
  column: 'uid' | 'actor' | 'seq' | 'hlc' | 'eff',
  values: readonly (string | number)[],
): Promise<readonly Waiting[]> {
  const rows = await inPieces([...new Set(values)], (some) =>
    trx
      .selectFrom('parked')
      .innerJoin('log', (join) =>
        join.onRef('log.shop', '=', 'parked.shop').onRef('log.seq', '=', 'parked.seq'),
      )
      .select([
        'log.uid',
        'log.inc',
        'log.n',
        'log.seq',
        'log.eff',
        'log.body',
        'parked.actor',
        'parked.reason',
      ])
      .where('parked.shop', '=', shop)
      .where(`parked.${column}`, 'in', some as never)
      .execute(),
  )
  return rows.map(({ body, reason, ...row }) => ({
    ...row,
    reason: reason as Waiting['reason'],
    set: JSON.parse(body) as ChangeSet,
  }))
}

/** Parked sets whose values the offers' authors saw, and those that these had seen, by their clocks. */
export async function readParkedAt(
  trx: Trx,
  shop: string,
  offers: readonly Offer[],
): Promise<AdmitState['parkedAt']> {
  const found = new Map<string, ChangeSet>()
  for (let clocks = seenClocks(offers); clocks.length > 0; ) {
    const sets = [
      ...(await waitingBy(trx, shop, 'hlc', clocks)),
      ...(await waitingBy(trx, shop, 'eff', clocks)),
    ].filter(({ set }) => !found.has(set.hlc))
    for (const { set, eff } of sets) found.set(set.hlc, set).set(eff, set)
    clocks = seenClocks(sets)
  }
  return found
}

/** What is parked and writes the records that these create. */
async function orphansOf(
  trx: Trx,
  shop: string,
  creators: readonly Pick<Offer, 'set'>[],
): Promise<readonly Waiting[]> {
  const created = creators.flatMap(({ set }) => (set === null ? [] : createdBy(set)))
  const rows = await perTable(created, (table, ids) =>
    trx
      .selectFrom('parked')
      .innerJoin('log_keys', (join) =>
        join.onRef('log_keys.shop', '=', 'parked.shop').onRef('log_keys.seq', '=', 'parked.seq'),
      )
      .select('parked.seq')
      .where('parked.shop', '=', shop)
      .where('parked.reason', '=', 'creatorParked')
      .where('log_keys.tbl', '=', table)
      .where('log_keys.id', 'in', ids)
      .execute(),
  )
  return waitingAt(trx, shop, rows)
}

function waitingAt(
  trx: Trx,
  shop: string,
  places: readonly Pick<Waiting, 'seq'>[],
): Promise<readonly Waiting[]> {
  const seqs = places.map(({ seq }) => seq)
  return waitingBy(trx, shop, 'seq', seqs)
}

/** What a push has changed of it. */
export async function writeRights(
  trx: Trx,
  shop: string,
  { roles, waiting, freed }: Pick<Admitted, 'roles' | 'waiting' | 'freed'>,
): Promise<void> {
  await writeRows(
    trx,
    'roles',
    roles.map((entry) => rowFrom(shop, entry)),
    ['shop', 'person', 'eff', 'uid'],
  )
  const rows = waiting.map(({ uid, seq, actor, reason, eff, set: { hlc } }) => ({
    ...{ shop, uid, seq, actor, reason, hlc, eff },
  }))
  await writeRows(trx, 'parked', rows, ['shop', 'uid'])
  for (const table of ['parked', 'parked_creates'] as const) {
    await inPieces(freed, async (uids) => {
      await trx.deleteFrom(table).where('shop', '=', shop).where('uid', 'in', uids).execute()
      return []
    })
  }
}

/** Makes the rows of a store that has none yet: one from before there were any, or one that was just restored. */
export async function deriveRights(trx: Trx, shop: string): Promise<void> {
  const notes = await notesOf(trx, shop)
  const parked = await trx
    .selectFrom('log')
    .select(['uid', 'seq', 'reason', 'body', 'hlc', 'eff'])
    .where('shop', '=', shop)
    .where('verdict', '=', 'parked')
    .where('reason', '!=', 'shape')
    .execute()
  const isFreed = (uid: string) => notes.get(uid)?.appliedAt !== undefined
  await writeRows(
    trx,
    'parked',
    parked
      .filter(({ uid }) => !isFreed(uid))
      .map(({ uid, seq, reason, body, hlc, eff }) => {
        const { actor } = JSON.parse(body) as ChangeSet
        return { ...{ shop, uid, seq, actor, hlc, eff }, reason: String(notes.get(uid)?.reason ?? reason) }
      }),
  )
  const said = await trx
    .selectFrom('log')
    .innerJoin('log_keys', (join) =>
      join.onRef('log_keys.shop', '=', 'log.shop').onRef('log_keys.seq', '=', 'log.seq'),
    )
    .select(['log.uid', 'log.eff', 'log.verdict', 'log.body', 'log.seq'])
    .where('log.shop', '=', shop)
    .where('log_keys.tbl', '=', STAFF)
    .execute()
  const sets = new Map(said.map((entry) => [entry.seq, entry]))
  const entries = [...sets.values()]
    .filter(({ verdict, uid }) => verdict !== 'parked' || isFreed(uid))
    .flatMap(({ body, eff }) => roleEntriesOf(JSON.parse(body) as ChangeSet, eff))
  const unique = new Map(entries.map((entry) => [`${entry.person} ${entry.eff} ${entry.uid}`, entry]))
  await writeRows(
    trx,
    'roles',
    [...unique.values()].map((entry) => rowFrom(shop, entry)),
  )
}

async function notesOf(trx: Trx, shop: string): Promise<ReadonlyMap<string, Fields>> {
  const rows = await trx
    .selectFrom('records')
    .select(['id', 'fields'])
    .where('shop', '=', shop)
    .where('tbl', '=', ATTENTION)
    .where('id', '>=', noteOf(''))
    // The character after the one that ends the notes' common beginning.
    .where('id', '<', 'parked.')
    .execute()
  return new Map(rows.map(({ id, fields }) => [id.slice(noteOf('').length), JSON.parse(fields) as Fields]))
}

function rowFrom(shop: string, { person, eff, uid, role, away, gone }: RoleEntry): Tables['roles'] {
  return {
    ...{ shop, person, eff, uid },
    role: role ?? null,
    says_role: role === undefined ? 0 : 1,
    away: numberOf(away),
    gone: numberOf(gone),
  }
}

function entryFrom({ person, eff, uid, role, says_role, away, gone }: Tables['roles']): RoleEntry {
  return {
    ...{ person, eff, uid },
    ...(says_role === 1 ? { role } : {}),
    ...(away === null ? {} : { away: away === 1 }),
    ...(gone === null ? {} : { gone: gone === 1 }),
  }
}

function numberOf(said: boolean | undefined): number | null {
  if (said === undefined) return null
  return said ? 1 : 0
}
