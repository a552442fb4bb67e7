/**
 * Whether somebody may write an op, by the table of rights (rights.ts): asked by the server of every set, and by a tablet before it
 * keeps one. Apart from the table, which the first screen reads.
 */
import { isEqual } from '../../base/json.ts'
import type { Op } from '../../sync/change-set.ts'
import type { Around, Writer } from '../../sync/judge.ts'
import type { Fields } from '../../sync/record.ts'
import { agreedSteps } from '../procedure/keeping.ts'
import { clockIn, procedureIn } from '../procedure/publish.ts'
import { clockSteps } from './cover.ts'
import { NOBODY } from './named.ts'
import { WHOSE } from './numbered.ts'
import { isNote, type WriteLevel, writeLevel } from './rights.ts'
import { type Role, roleIn } from './staff.ts'

/** Whether somebody may write this part of a change set. */
export function mayWrite(writer: Writer, op: Op, around: Around): boolean {
  const role = writersRole(writer, around.roles)
  if (role === null) return false
  if (role === 'nobody' && writer.actor === NOBODY && !around.isBegun) return true
  return mayForget(op, around) && allows(writeLevel(role, op.table), writer.actor, op, around)
}

/**
 * What was there before is forgotten of a guest who goes under a number, and of nobody else: a log is there to be read (S11). Of a
 * visit that is whose it was, and what they told and what was measured; never what the clock of the urn goes by, nor who did what.
 */
function mayForget({ forgets, table, person, fields }: Op, around: Around): boolean {
  if (forgets === undefined) return true
  if (table === 'guests') return Object.hasOwn(fields, 'numbered')
  if (person === undefined || !Object.hasOwn(fields, 'guestId')) return false
  const isOfVisit = (name: string) => isWhose(name) || isAnswer(name, around)
  return forgets.every(table === 'visits' ? isOfVisit : table === 'bookings' ? isWhose : () => false)
}

const isWhose = (name: string) => WHOSE.includes(name)

/** What a guest who wants no record has told or was measured, by the shop's procedures; and of what stopped counting all but the urn's. */
function isAnswer(field: string, { procedures }: Around): boolean {
  if (field === 'moved') return true
  const step = field.replace(/^(was|void):/, '').split('#')[0] ?? ''
  const all = procedures().map(stepsIn)
  // Where no procedure is at hand, as on a tablet, the server's word counts.
  if (all.length === 0 || all.some(({ agreed }) => agreed.has(step))) return true
  return field.startsWith('void:') && !all.some(({ atUrn }) => atUrn.has(step))
}

/** The role that counts; null for whoever the shop does not know. */
function writersRole({ actor, standing }: Writer, roles: Around['roles']): Role | null {
  if (actor === NOBODY) return 'nobody'
  return standing && roleIn(standing, roles)
}

const JUDGING: ReadonlySet<string> = new Set(['accepted', 'dismissed'])
const CLOCK_FIELDS = /^(left|since|until|dated|named):/

/** Whether an op would change nothing: a published procedure is never another one. */
function isSame({ fields }: Op, standing: Fields): boolean {
  const names = Object.keys(fields)
  return names.every((name) => isEqual(fields[name]?.[0] ?? null, standing[name] ?? null))
}

function allows(level: WriteLevel, actor: string, op: Op, around: Around): boolean {
  const { create, id, fields } = op
  const names = Object.keys(fields)
  const isOnly = (...allowed: readonly string[]) =>
    isPlain(op) && names.length > 0 && names.every((name) => allowed.includes(name))
  switch (level) {
    case 'all':
      return true
    case 'none':
      return false
    case 'add':
      return create === true && around.standing === null
    case 'publish':
      return create === true && (around.standing === null || isSame(op, around.standing))
    case 'inForce':
      return isOnly('procedureId')
    case 'ownSlot':
      return id === actor && isOnly('slot')
    case 'settle':
      return isOnly('settled')
    case 'incidents':
      return !isNote(id)
    case 'judge':
      return !isNote(id) || isOnly(...JUDGING)
    case 'clock':
      return isPlain(op) && names.every((name) => isOfClock(name, around))
  }
}

/** Changes a record that is there, and neither its day nor whom it is about, nor what it was. */
function isPlain({ create, day, person, forgets }: Op): boolean {
  return create !== true && day === undefined && person === undefined && forgets === undefined
}

/** What a locked tablet writes into a visit: whose it was is said later, the rest is the clock's. */
function isOfClock(field: string, { procedures }: Around): boolean {
  if (field === 'ledOut' || CLOCK_FIELDS.test(field)) return true
  const step = field.split('#')[0] ?? ''
  return procedures().some((fields) => stepsIn(fields).clock.has(step))
}

type Steps = {
  readonly clock: ReturnType<typeof clockSteps>
  readonly agreed: ReadonlySet<string>
  readonly atUrn: ReadonlySet<unknown>
}
const known = new WeakMap<Fields, Steps>()

/** What a procedure says of its steps never changes, and every set of a locked tablet asks for it. */
function stepsIn(fields: Fields): Steps {
  const steps = known.get(fields)
  if (steps) return steps
  const rule = clockIn(fields)
  const procedure = procedureIn(fields)
  const found = {
    clock: clockSteps(rule ? [rule] : []),
    agreed: procedure ? agreedSteps(procedure) : new Set<string>(),
    atUrn: new Set<unknown>(Object.values(rule?.clock ?? {}).flat()),
  }
  known.set(fields, found)
  return found
}
