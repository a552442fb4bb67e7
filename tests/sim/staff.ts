/** Who works at a tablet of the simulation, and what a manager does about the others: hire, send away, take back, judge what is parked. */
import type { Json } from '../../src/base/json.ts'
import type { Change } from '../../src/sync/change-set.ts'
import { keyFrom } from '../../src/sync/record.ts'
import type { Chance } from './random.ts'
import type { TabletStore } from './tablet-store.ts'

export const MANAGER = 'man'
const SET_UP = { p1: 'consultant', p2: 'consultant', p3: 'frontDesk', p4: 'consultant' } as const
/** Works before anybody has written them down. */
const LATER = 'p5'
const EVERYBODY = [...Object.keys(SET_UP), LATER]

export class Staff {
  readonly #chance: Chance
  readonly actor: string

  constructor(chance: Chance, isManager: boolean) {
    this.#chance = chance
    this.actor = isManager ? MANAGER : chance.pick(EVERYBODY)
  }

  /** Whoever is there when the shop is made. */
  setUp(): readonly Change[] {
    return Object.entries({ [MANAGER]: 'manager', ...SET_UP }).map(([id, role]) => hired(id, role))
  }

  /** What a manager does now and then; null when there is nothing to do, or somebody else works here. */
  manage(store: TabletStore, now: number): readonly Change[] | null {
    const { is, pick } = this.#chance
    if (this.actor !== MANAGER || !is(0.3)) return null
    if (is(0.5)) return this.#judge(store, now)
    const id = pick(EVERYBODY)
    const record = store.view.get(`staff/${id}`)
    if (record === undefined) return id === LATER ? [hired(id, 'consultant')] : null
    const isAway = record.fields.away === true
    const fields: { readonly [name: string]: Json } = is(0.3)
      ? { role: pick(['consultant', 'frontDesk', 'inspector']) }
      : { away: !isAway }
    return [{ table: 'staff', id, fields }]
  }

  #judge(store: TabletStore, now: number): readonly Change[] | null {
    const open = [...store.view].filter(
      ([word, { fields }]) => word.startsWith('attention/parked-') && !('accepted' in fields),
    )
    const [word] = open.length === 0 ? [] : this.#chance.pick(open)
    const key = word === undefined ? null : keyFrom(word)
    const what = this.#chance.is(0.7) ? 'accepted' : 'dismissed'
    return key === null ? null : [{ ...key, fields: { [what]: { at: now, by: MANAGER } } }]
  }
}

function hired(id: string, role: string): Change {
  return { table: 'staff', id, create: true, fields: { role } }
}
