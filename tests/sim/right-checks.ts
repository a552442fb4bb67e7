/**
 * Whether the server kept to everybody's rights, told from its log alone and with rules of its own: replayed in its order, with
 * what each person was at the clock of their set, and at that moment.
 */
import type { LogEntry } from '../../src/sync/admit.ts'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { erasedBy } from '../../src/sync/erase.ts'
import { ATTENTION } from '../../src/sync/server-record.ts'
import type { MemoryShop } from './memory-shop.ts'

type Said = { readonly eff: string; readonly uid: string; readonly op: Op }
const WORKERS = ['consultant', 'frontDesk']

/** [S2] What is applied was allowed, what is parked for want of a right was not, and nobody waits who need not. */
export function checkRights(shop: MemoryShop): readonly string[] {
  const wrong: string[] = []
  const people = new Map<string, Said[]>()
  const accepted = new Set<string>()
  // What erased somebody is done again after a restore, before the manager's word for it has come back (S10).
  const everAccepted = new Set(shop.log.flatMap(acceptedIn))
  let isBegun = false
  const may = ({ actor, ops }: ChangeSet, clock: string | null) =>
    actor === 'setup' ? !isBegun : ops.every((op) => mayWrite(roleOf(people.get(actor) ?? [], clock), op))
  const learn = (entry: LogEntry) => {
    for (const op of (entry.body as unknown as ChangeSet).ops) {
      if (op.table === 'shop') isBegun = true
      if (op.table === 'staff') people.set(op.id, [...(people.get(op.id) ?? []), { ...entry, op }])
    }
    for (const uid of acceptedIn(entry)) accepted.add(uid)
  }
  const isAccepted = (uid: string, set: ChangeSet) =>
    accepted.has(uid) || (erasedBy(set).length > 0 && everAccepted.has(uid))
  const freed = freedBy(shop)
  for (const entry of shop.log) {
    const set = entry.body as unknown as ChangeSet
    if (entry.reason !== 'shape' && !isRedacted(set)) {
      const isRight = may(set, entry.eff) && may(set, null)
      const reason = reasonFor(isRight, may(set, entry.eff), people.has(set.actor))
      const isOfRight = entry.reason === null || ['actor', 'right', 'withdrawn'].includes(entry.reason)
      if (isOfRight && entry.reason !== reason && !(entry.reason === null && isAccepted(entry.uid, set)))
        wrong.push(
          `${entry.uid} of ${set.actor} is ${entry.reason ?? 'applied'} and should be ${reason ?? 'applied'}`,
        )
    }
    if (entry.verdict !== 'applied') continue
    for (const one of [entry, ...(freed.get(entry.uid) ?? [])]) learn(one)
  }
  return [...wrong, ...shop.log.flatMap((entry) => waitsInVain(shop, entry, may))]
}

/** The parked sets that a set says a manager has accepted. */
function acceptedIn({ body }: LogEntry): readonly string[] {
  const ops = (body as unknown as ChangeSet | null)?.ops
  // Of unreadable shape it may be anything.
  if (!Array.isArray(ops)) return []
  return (ops as ChangeSet['ops']).flatMap(({ table, id, fields }) =>
    table === ATTENTION && 'accepted' in fields ? [id.slice('parked-'.length)] : [],
  )
}

/** Parked sets by the set whose arrival applied them. */
function freedBy(shop: MemoryShop): ReadonlyMap<string, readonly LogEntry[]> {
  const freed = new Map<string, LogEntry[]>()
  for (const entry of shop.log) {
    const by = shop.records.get(`${ATTENTION}/parked-${entry.uid}`)?.uids.appliedAt
    if (by !== undefined) freed.set(by, [...(freed.get(by) ?? []), entry])
  }
  return freed
}

function reasonFor(isRight: boolean, mayThen: boolean, isKnown: boolean): LogEntry['reason'] {
  if (isRight) return null
  if (!isKnown) return 'actor'
  return mayThen ? 'withdrawn' : 'right'
}

function waitsInVain(
  shop: MemoryShop,
  { uid, eff, verdict, body }: LogEntry,
  may: (set: ChangeSet, clock: string | null) => boolean,
): readonly string[] {
  const fields = shop.records.get(`${ATTENTION}/parked-${uid}`)?.fields ?? {}
  const { reason, appliedAt, accepted } = fields
  if (verdict === 'applied' || appliedAt !== undefined) return []
  const set = body as unknown as ChangeSet | null
  if (set === null || reason === 'shape' || isRedacted(set)) return []
  const isOfAuthor = reason === 'actor' || reason === 'right'
  if (isOfAuthor && may(set, eff) && may(set, null)) return [`${uid} waits, and nothing is wrong with it`]
  const isAcceptable = isOfAuthor || reason === 'withdrawn'
  return accepted !== undefined && isAcceptable ? [`${uid} was accepted, and is not applied`] : []
}

/** Null for whoever is away, deleted or unknown. */
function roleOf(said: readonly Said[], clock: string | null): string | null {
  const inOrder = [...said].sort((a, b) => (a.eff + a.uid < b.eff + b.uid ? -1 : 1))
  const until = inOrder.filter(({ eff }) => clock === null || eff <= clock)
  const counted = until.length > 0 ? until : inOrder.slice(0, 1)
  const last = (name: string) => counted.filter(({ op }) => name in op.fields).at(-1)?.op.fields[name]?.[0]
  const isGone = last('deleted') !== undefined && last('deleted') !== null
  return said.length === 0 || last('away') === true || isGone ? null : String(last('role') ?? 'consultant')
}

/** What it said is kept nowhere any more, so nobody can tell whether it was right (S10). */
function isRedacted(set: ChangeSet | null): boolean {
  return set === null || set.ops.some(({ erased }) => erased === true)
}

function mayWrite(role: string | null, { table, create, day, person, fields }: Op): boolean {
  const names = Object.keys(fields)
  const isOnly = (...allowed: string[]) =>
    !create &&
    day === undefined &&
    person === undefined &&
    names.length > 0 &&
    names.every((n) => allowed.includes(n))
  if (role === null) return false
  if (table === 'conflicts') return role !== 'inspector' && isOnly('settled')
  if (table === ATTENTION) return role === 'manager' && isOnly('accepted', 'dismissed')
  if (['visits', 'guests', 'forms', 'Later-table'].includes(table))
    return [...WORKERS, 'manager'].includes(role)
  return role === 'manager'
}
