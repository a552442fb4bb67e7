/** What people do on a tablet, drawn by chance: they see its records, and write what a screen would. */
import type { Json } from '../../src/base/json.ts'
import type { Change, ChangeSet } from '../../src/sync/change-set.ts'
import { ERASURES, isErased, keyFrom, keyOf, type RecordKey } from '../../src/sync/record.ts'
import { ATTENTION, CONFLICTS, NOTE_ID } from '../../src/sync/server-record.ts'
import { uidFrom } from '../../src/sync/uid.ts'
import type { Chance } from './random.ts'
import type { Staff } from './staff.ts'
import type { TabletStore } from './tablet-store.ts'
import type { Flaw } from './truth.ts'

/** What somebody is about to keep. */
export type Intent = {
  readonly uid: string
  readonly changes: readonly Change[]
  readonly twist: Partial<ChangeSet>
  readonly flaw: Flaw
}

const FIELDS = ['room', 'urn', 'note', 'constructor']
const TABLES = ['visits', 'visits', 'rooms', 'guests', 'Later-table']
const TOO_LARGE = 'x'.repeat(33_000)

/** Guests who may be erased, by their ids. */
const ERASABLE = /^E/

/** Stands in every value that is about such a guest, and nowhere else. */
export function plantedFor(person: string): string {
  return `planted(${person})`
}

function guestsOn({ view }: TabletStore): readonly string[] {
  return [...view].flatMap(([name, record]) => {
    const key = keyFrom(name)
    return key?.table === 'guests' && ERASABLE.test(key.id) && !isErased(record) ? [key.id] : []
  })
}

export class Person {
  readonly #chance: Chance
  /** Records that everybody knows, so that people meet. */
  readonly #hot: readonly RecordKey[]
  readonly #mayBreak: boolean
  /** Who they are, in a shop whose people have rights. */
  readonly #staff: Staff | null
  #made = 0

  constructor(chance: Chance, mayBreak: boolean, staff: Staff | null) {
    this.#chance = chance
    this.#mayBreak = mayBreak
    this.#staff = staff
    this.#hot = ['h1', 'h2', 'h3'].map((id) => ({ table: 'visits', id }))
  }

  /** The set-up of a shop: its record, and what hangs together with it. */
  shop(now: number): Intent {
    const name = this.#value()
    const intent = this.#intent(now, [
      { table: 'shop', id: 'shop', create: true, fields: { name } },
      ...(this.#staff?.setUp() ?? [{ table: 'staff', id: this.#id(now), create: true, fields: { name } }]),
    ])
    return { ...intent, twist: this.#staff === null ? {} : { actor: 'setup' } }
  }

  next(store: TabletStore, now: number): Intent {
    const { is } = this.#chance
    if (this.#mayBreak && is(0.03)) return this.#broken(store, now)
    const managed = this.#staff?.manage(store, now) ?? null
    if (managed !== null) return this.#intent(now, managed)
    if (is(0.05)) {
      const settle = this.#settle(store)
      if (settle !== null) return this.#intent(now, [settle])
    }
    if (is(0.12)) return this.#intent(now, [this.#ofGuest(store, now)])
    if (is(0.03)) {
      const forgetting = this.#forgetting(store)
      if (forgetting !== null) return this.#intent(now, [forgetting])
    }
    const count = is(0.2) ? this.#chance.int(2, 4) : 1
    const changes = Array.from({ length: count }, () => this.#change(store, now))
    return this.#intent(now, [
      ...new Map(changes.map((change) => [`${change.table}/${change.id}`, change])).values(),
    ])
  }

  #change(store: TabletStore, now: number): Change {
    const { is, pick, int } = this.#chance
    const known = [...store.view.keys()]
    if (known.length === 0 || is(0.2)) {
      const id = this.#id(now)
      return {
        ...{ table: pick(TABLES), id, create: true as const, fields: this.#fields() },
        ...(is(0.5) ? { day: `2026-11-${int(10, 28)}` } : {}),
        ...(is(0.5) ? { person: `g${int(1, 5)}` } : {}),
      }
    }
    const key = is(0.6) ? pick(this.#hot) : (keyFrom(pick(known)) ?? pick(this.#hot))
    const isOfServer = key.table === CONFLICTS || (key.table === ATTENTION && NOTE_ID.test(key.id))
    if (isOfServer) return { ...key, fields: { settled: { by: store.inc, at: now, kept: 'won' } } }
    const { person = '' } = store.view.get(keyOf(key)) ?? {}
    // These belong to whom they were made for: what is written to them must be gone when that guest is.
    if (ERASABLE.test(person)) return { ...key, fields: this.#planted(person) }
    if (is(0.05)) return { ...key, fields: { deleted: { at: now, by: store.inc } } }
    if (is(0.05)) return { ...key, fields: {}, day: `2026-11-${int(10, 28)}`, person: `g${int(1, 5)}` }
    return { ...key, fields: this.#fields() }
  }

  /** A set that the server cannot apply, cannot read, or cannot even name; for the tablet it is one like any other. */
  #broken(store: TabletStore, now: number): Intent {
    const { pick, is } = this.#chance
    const flaw = pick(['shape', 'limit', 'nameless'] as const)
    const id = this.#id(now)
    const fields = flaw === 'limit' && is(0.5) ? { note: TOO_LARGE } : this.#fields()
    const known = guestsOn(store)
    // One without a name never arrives, and then nobody can say whose the rest of its visit is.
    const person = known.length > 0 && flaw === 'shape' && is(0.5) ? pick(known) : null
    const of = person === null ? { fields } : { person, fields: this.#planted(person) }
    const changes: readonly Change[] = [{ table: 'visits', id, create: true, ...of }]
    if (flaw === 'shape') return { ...this.#intent(now, changes), twist: { actor: '' }, flaw }
    if (flaw === 'nameless') {
      const uid = `no-name-${id}`
      return { ...this.#intent(now, changes), uid, twist: {}, flaw }
    }
    const longName: readonly Change[] = [
      { table: 'visits', id, create: true, fields: { ['n'.repeat(201)]: 1, ...this.#fields() } },
    ]
    return { ...this.#intent(now, fields.note === TOO_LARGE ? changes : longName), flaw }
  }

  /** A guest is written down, visits, or is erased. */
  #ofGuest(store: TabletStore, now: number): Change {
    const { is, pick } = this.#chance
    const known = guestsOn(store)
    const id = known.length === 0 || is(0.25) ? null : pick(known)
    if (id === null) {
      const made = `E${this.#id(now)}`
      return { table: 'guests', id: made, create: true, person: made, fields: this.#planted(made) }
    }
    if (is(0.25)) {
      const fields = { at: now, by: store.inc, receipt: `r-${now}` }
      return { table: ERASURES, id, create: true, fields }
    }
    const table = pick(['visits', 'forms', 'Later-table'])
    return { table, id: this.#id(now), create: true, person: id, fields: this.#planted(id) }
  }

  /** A visit goes under another name, and what was written to it before is to be kept nowhere. */
  #forgetting(store: TabletStore): Change | null {
    const { is, pick, int } = this.#chance
    const visits = [...store.view].flatMap(([name, { person = '', fields }]) => {
      const key = keyFrom(name)
      const isOne = key?.table === 'visits' && !ERASABLE.test(person) && Object.keys(fields).length > 0
      return key !== null && isOne ? [{ key, names: Object.keys(fields) }] : []
    })
    if (visits.length === 0) return null
    const { key, names } = pick(visits)
    const said = names.filter((name) => name !== 'deleted' && name !== 'guestId')
    const guestId = `n${int(1, 5)}`
    const verdicts = Object.fromEntries(said.map((name) => [name, is(0.3) ? null : 'pass']))
    return {
      ...key,
      person: guestId,
      forgets: ['@person', 'guestId', ...new Set([...said, ...FIELDS])],
      fields: { ...verdicts, guestId },
    }
  }

  #planted(person: string): { [name: string]: Json } {
    this.#made += 1
    return { [this.#chance.pick(FIELDS)]: `${plantedFor(person)} ${this.#made}-${this.#chance.int(0, 1e9)}` }
  }

  #settle(store: TabletStore): Change | null {
    const open = [...store.view].filter(
      ([name, { fields }]) => name.startsWith(`${CONFLICTS}/`) && !('settled' in fields),
    )
    const [name] = open.length === 0 ? [] : this.#chance.pick(open)
    const key = name === undefined ? null : keyFrom(name)
    return key === null ? null : { ...key, fields: { settled: { by: store.inc, at: 1, kept: 'won' } } }
  }

  #fields(): { [name: string]: Json } {
    const names = [this.#chance.pick(FIELDS), ...(this.#chance.is(0.3) ? [this.#chance.pick(FIELDS)] : [])]
    return Object.fromEntries(names.map((name) => [name, this.#value()]))
  }

  #value(): Json {
    const { is, int } = this.#chance
    if (is(0.05)) return null
    if (is(0.1)) return `same ${int(1, 2)}`
    this.#made += 1
    return is(0.1)
      ? { value: this.#made, deep: [{ 字: null }], by: int(0, 1e9) }
      : `${this.#made}-${int(0, 1e9)}`
  }

  #id(now: number): string {
    return uidFrom(now, this.#chance.bytes(10))
  }

  #intent(now: number, changes: readonly Change[]): Intent {
    const twist = this.#staff === null ? {} : { actor: this.#staff.actor }
    return { uid: this.#id(now), changes, twist, flaw: null }
  }
}
