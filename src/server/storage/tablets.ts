/** The tablets' part of the store as statements of one transaction each; the same in both twins (S8). */
import { randomBytes } from 'node:crypto'
import type { TabletState } from '../../sync/tablet-state.ts'
import { heldIn } from './reads.ts'
import type { Tables, Trx } from './tables.ts'
import type { AdminAct, Enrolled, Enrolment, Tablet, TabletKeys, TabletStore } from './tablet-port.ts'

/** A set-up code may come before the shop. */
const NO_SHOP = ''

/** Runs the work in a transaction that reads or writes. */
export type Run = {
  readonly read: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>
  readonly write: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>
}

export function tabletStore({ read, write }: Run): TabletStore {
  return {
    isAnyEnrolled: () => read(isAnyEnrolledIn),
    keepCode: (code) => write((trx) => keepCodeIn(trx, code)),
    enrol: (of) => write((trx) => enrolIn(trx, of)),
    find: (id) => read((trx) => findIn(trx, id)),
    rotate: (id, next) => write((trx) => setIn(trx, id, { next_token: next })),
    promote: (id, next, now) =>
      write((trx) => setIn(trx, id, { token: next, next_token: null, rotated_at: now })),
    see: (id, { seenAt, ...more }) => write((trx) => setIn(trx, id, { seen_at: seenAt, ...more })),
    change: (shop, id, to, act) => write((trx) => changeIn(trx, { shop, id, to, act })),
    list: (shop) => read((trx) => listIn(trx, shop)),
    note: (shop, act) => write((trx) => noteIn(trx, shop, act)),
    vouch: (shop) => read((trx) => vouchIn(trx, shop)),
    keepVouch: (shop, key) => write((trx) => keepVouchIn(trx, { shop, key })),
    acts: (shop, limit) => read((trx) => actsIn(trx, shop, limit)),
  }
}

/** Writes one line of the log, beside what it tells of. */
export async function noteIn(trx: Trx, shop: string, act: AdminAct): Promise<void> {
  await trx
    .insertInto('admin_log')
    .values({ shop, id: randomBytes(8).toString('hex'), ...act })
    .execute()
}

async function vouchIn(trx: Trx, shop: string): Promise<string | null> {
  const row = await trx.selectFrom('vouches').select('key').where('shop', '=', shop).executeTakeFirst()
  return row?.key ?? null
}

async function keepVouchIn(trx: Trx, row: { readonly shop: string; readonly key: string }): Promise<void> {
  await trx
    .insertInto('vouches')
    .values(row)
    .onConflict((on) => on.column('shop').doNothing())
    .execute()
}

async function isAnyEnrolledIn(trx: Trx): Promise<boolean> {
  const row = await trx
    .selectFrom('tablets')
    .select('id')
    .where('state', '=', 'enrolled' satisfies TabletState)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function keepCodeIn(trx: Trx, code: Parameters<TabletStore['keepCode']>[0]): Promise<void> {
  const { hash, kind, maker, wrapped, now, expiresAt, actor } = code
  const shop = code.shop ?? NO_SHOP
  await trx
    .deleteFrom('codes')
    .where((eb) =>
      eb.or([
        eb('expires_at', '<=', now),
        eb.and([eb('kind', '=', kind), maker === null ? eb('maker', 'is', null) : eb('maker', '=', maker)]),
      ]),
    )
    .execute()
  await trx.insertInto('codes').values({ shop, hash, kind, maker, wrapped, expires_at: expiresAt }).execute()
  await noteIn(trx, shop, { at: now, act: `code.${kind}`, actor, tablet: maker, subject: null })
}

async function enrolIn(trx: Trx, of: Enrolment): Promise<Enrolled | 'badCode' | 'otherShop' | 'noShop'> {
  const { code, kind, now } = of
  const found = await trx
    .selectFrom('codes')
    .selectAll()
    .where('hash', '=', code)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (found === undefined) return 'badCode'
  const held = await heldIn(trx)
  const bound = found.shop === NO_SHOP ? (held?.shop ?? null) : found.shop
  const shop = bound ?? of.shop
  if (shop === null) return 'noShop'
  if (of.shop !== null && of.shop !== shop) return 'otherShop'
  const used = await trx.deleteFrom('codes').where('hash', '=', code).returning('hash').execute()
  // Somebody came with the same code and was quicker.
  if (used.length === 0) return 'badCode'
  const { id, name, inc, token } = of
  await trx
    .insertInto('tablets')
    .values({
      ...{ shop, id, name, inc, token, state: 'enrolled', next_token: null },
      ...{ rotated_at: now, enrolled_at: now, seen_at: now, changed_at: now, app: '', waiting: 0 },
      unsent: null,
    })
    .execute()
  await noteIn(trx, shop, { at: now, act: `tablet.${kind}`, actor: null, tablet: found.maker, subject: id })
  return { shop, wrapped: found.wrapped }
}

async function findIn(trx: Trx, id: string): Promise<(Tablet & TabletKeys) | null> {
  const row = await trx.selectFrom('tablets').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : { ...tabletFrom(row), token: row.token, next: row.next_token }
}

async function setIn(trx: Trx, id: string, values: Partial<Tables['tablets']>): Promise<void> {
  await trx.updateTable('tablets').set(values).where('id', '=', id).execute()
}

async function changeIn(
  trx: Trx,
  {
    shop,
    id,
    to,
    act,
  }: {
    readonly shop: string
    readonly id: string
    readonly to: Parameters<TabletStore['change']>[2]
    readonly act: AdminAct
  },
): Promise<boolean> {
  const changed = await trx
    .updateTable('tablets')
    .set({ ...to, ...(to.state === undefined ? {} : { changed_at: act.at }) })
    .where('shop', '=', shop)
    .where('id', '=', id)
    .where('state', '!=', 'wiped' satisfies TabletState)
    .returning('id')
    .execute()
  if (changed.length === 0) return false
  await noteIn(trx, shop, act)
  return true
}

async function listIn(trx: Trx, shop: string): Promise<readonly (Tablet & { readonly parked: number })[]> {
  const rows = await trx
    .selectFrom('tablets')
    .selectAll()
    .where('shop', '=', shop)
    .orderBy('enrolled_at')
    .orderBy('id')
    .execute()
  const parked = new Map<string, number>()
  for (const { inc, state } of rows) {
    if (state === 'enrolled' || state === 'retired') continue
    const { sets } = await trx
      .selectFrom('log')
      .select((eb) => eb.fn.countAll<number>().as('sets'))
      .where('shop', '=', shop)
      .where('inc', '=', inc)
      .where('reason', '=', 'stolen')
      .executeTakeFirstOrThrow()
    parked.set(inc, sets)
  }
  return rows.map((row) => ({ ...tabletFrom(row), parked: parked.get(row.inc) ?? 0 }))
}

async function actsIn(trx: Trx, shop: string, limit: number): Promise<readonly AdminAct[]> {
  const rows = await trx
    .selectFrom('admin_log')
    .select(['at', 'act', 'actor', 'tablet', 'subject'])
    .where('shop', 'in', [shop, NO_SHOP])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows
}

function tabletFrom(row: Tables['tablets']): Tablet {
  const { id, shop, name, inc, app, waiting, unsent } = row
  return {
    ...{ id, shop, name, inc, app, waiting, unsent },
    state: row.state as TabletState,
    enrolledAt: row.enrolled_at,
    seenAt: row.seen_at,
    changedAt: row.changed_at,
    rotatedAt: row.rotated_at,
  }
}
