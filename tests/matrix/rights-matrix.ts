/**
 * Who may what, written out by hand and from nothing in the sources: the tests compare the table of data with it, and the server.
 * x may, . may not. A deed is one change of one record, as `opsOf` makes it.
 */
import type { Op } from '../../src/sync/change-set.ts'

export const COLUMNS = ['consultant', 'frontDesk', 'manager', 'inspector', 'nobody'] as const
export type Column = (typeof COLUMNS)[number]

/*                                        con front man insp nobody */
const WRITES = `
  shop rename                             .   .     x   .    .
  shop put a procedure in force           x   x     x   x    x
  shop rename with a procedure            .   .     x   .    .
  staff create                            .   .     x   .    .
  staff change another's role             .   .     x   .    .
  staff change own role                   .   .     x   .    .
  staff change own slot                   x   x     x   x    .
  staff change another's slot             .   .     x   .    .
  devices create                          .   .     x   .    .
  devices change                          .   .     x   .    .
  rooms create                            .   .     x   .    .
  rooms change                            .   .     x   .    .
  urns create                             .   .     x   .    .
  urns change                             .   .     x   .    .
  guests create                           x   x     x   .    .
  guests change                           x   x     x   .    .
  visits create                           x   x     x   .    .
  visits change                           x   x     x   .    .
  visits switch the urn off               x   x     x   x    x
  visits guest is out                     x   x     x   x    x
  visits say whose deed it was            x   x     x   x    x
  visits answer with the urn off          x   x     x   .    .
  visits give to another guest            x   x     x   .    .
  visits file                             x   x     x   .    .
  turnovers create                        x   x     x   .    .
  turnovers change                        x   x     x   .    .
  bookings create                         x   x     x   .    .
  bookings change                         x   x     x   .    .
  procedures create                       x   x     x   x    x
  procedures change                       .   .     x   .    .
  cards create                            x   x     x   .    .
  cards change                            x   x     x   .    .
  ledger create                           x   x     x   .    .
  ledger change                           .   .     .   .    .
  forms create                            x   x     x   .    .
  forms change                            x   x     x   .    .
  attention create                        x   x     x   x    x
  attention change                        x   x     x   x    x
  attention accept what is parked         .   .     x   .    .
  attention dismiss what is parked        .   .     x   .    .
  attention change what the server noted  .   .     .   .    .
  alarms create                           x   x     x   x    x
  alarms change                           x   x     x   x    x
  conflicts settle                        x   x     x   .    .
  conflicts change                        .   .     .   .    .
  consents create                         x   x     x   .    .
  consents change                         x   x     x   .    .
  erasures create                         .   .     x   .    .
  erasures change                         .   .     x   .    .
  access create                           x   x     x   x    x
  access change                           .   .     .   .    .
  assessments create                      .   .     x   .    .
  assessments change                      .   .     x   .    .
  later-table create                      x   x     x   .    .
  later-table change                      x   x     x   .    .
`

const READS = `
  shop         all    all       all  all  all
  staff        all    all       all  all  all
  devices      all    all       all  all  all
  rooms        all    all       all  all  all
  urns         all    all       all  all  all
  guests       today  noHealth  all  all  none
  visits       today  noHealth  all  all  clear
  turnovers    all    all       all  all  clear
  bookings     today  all       all  all  none
  procedures   all    all       all  all  all
  cards        today  all       all  all  none
  ledger       today  all       all  all  none
  forms        today  noHealth  all  all  none
  attention    all    all       all  all  clear
  alarms       all    all       all  all  all
  conflicts    today  noHealth  all  all  none
  consents     today  all       all  all  none
  erasures     none   none      all  all  none
  access       none   none      all  all  none
  assessments  own    own       all  own  none
  later-table  none   none      none none none
`

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())

/** One cell: somebody, a deed, and whether they may. */
export const WRITE_CELLS = linesOf(WRITES).flatMap((line) => {
  const marks = line.slice(-21).replace(/\s+/g, '')
  const deed = line.slice(0, -21).trim()
  if (!/^[x.]{5}$/.test(marks)) throw new Error(line)
  return COLUMNS.map((who, at) => ({ who, deed, may: marks[at] === 'x' }))
})

export const READ_CELLS = linesOf(READS).flatMap((line) => {
  const [table = '', ...levels] = line.split(/\s+/)
  if (levels.length !== COLUMNS.length) throw new Error(line)
  return COLUMNS.map((who, at) => ({ who, table, level: levels[at] ?? '' }))
})

/** Who acts in a column; `nobody` is the tablet itself. */
export const ACTORS: { readonly [C in Column]: string } = {
  consultant: 'u-con',
  frontDesk: 'u-front',
  manager: 'u-man',
  inspector: 'u-insp',
  nobody: 'setup',
}
/** Of the procedure that the shop of the matrix has. */
export const CLOCK = {
  ...{ start: 'A5-start', check: 'A6-check', between: 'A6-between', ask: 'A6-ask', change: 'A6-change' },
  ...{ off: 'A6-off', out: 'A7-out', settings: ['1'], everyMin: 5, graceMin: 1, askMin: 20, offMin: 30 },
}
const done = { at: 1, by: 'u' }
const OWN_FIELDS: { readonly [deed: string]: (actor: string) => Pick<Op, 'table' | 'id' | 'fields'> } = {
  'shop rename': () => ({ table: 'shop', id: 'shop', fields: { name: ['x', null] } }),
  'shop put a procedure in force': () => ({
    ...{ table: 'shop', id: 'shop', fields: { procedureId: ['P@2', null] } },
  }),
  'shop rename with a procedure': () => ({
    ...{ table: 'shop', id: 'shop', fields: { procedureId: ['P@2', null], name: ['x', null] } },
  }),
  "staff change another's role": () => ({
    table: 'staff',
    id: 'u-other',
    fields: { role: ['manager', null] },
  }),
  // The one that they have already, so that the shop of the matrix stays as it is.
  'staff change own role': (actor) => ({
    ...{ table: 'staff', id: actor },
    fields: { role: [COLUMNS.find((role) => ACTORS[role] === actor) ?? null, null] },
  }),
  'staff change own slot': (actor) => ({ table: 'staff', id: actor, fields: { slot: ['x', null] } }),
  "staff change another's slot": () => ({ table: 'staff', id: 'u-other', fields: { slot: ['x', null] } }),
  'visits switch the urn off': () => ({
    ...{ table: 'visits', id: 'old' },
    fields: { 'A6-off#1': [{ ...done, value: { how: 'off' } }, null], 'until:A5-start#1:0': [true, null] },
  }),
  'visits guest is out': () => ({ table: 'visits', id: 'old', fields: { ledOut: [done, null] } }),
  'visits say whose deed it was': () => ({
    ...{ table: 'visits', id: 'old', fields: { 'named:ledOut': [{ ...done, whose: 'u', of: 1 }, null] } },
  }),
  'visits answer with the urn off': () => ({
    ...{ table: 'visits', id: 'old' },
    fields: { 'A6-off#1': [done, null], 'A6-check#10': [done, null] },
  }),
  'visits give to another guest': () => ({
    ...{ table: 'visits', id: 'old', fields: { guestId: ['g2', null] } },
  }),
  'visits file': () => ({ table: 'visits', id: 'old', fields: { filed: [done, null] } }),
  'attention accept what is parked': () => ({
    ...{ table: 'attention', id: 'parked-0199', fields: { accepted: [done, null] } },
  }),
  'attention dismiss what is parked': () => ({
    ...{ table: 'attention', id: 'parked-0199', fields: { dismissed: [done, null] } },
  }),
  'attention change what the server noted': () => ({
    ...{ table: 'attention', id: 'parked-0199', fields: { accepted: [done, null], reason: ['x', null] } },
  }),
  'conflicts settle': () => ({ table: 'conflicts', id: 'old', fields: { settled: [done, null] } }),
}

/** The record of a table that is there. An erasure's id is a guest's, and all that has it is erased. */
export function standingId(table: string): string {
  return table === 'erasures' ? 'gone' : 'old'
}

/** The change that a deed makes; `fresh` names a record that is not there yet. */
export function opOf(deed: string, actor: string, fresh: string): Op {
  const own = OWN_FIELDS[deed]
  if (own) return own(actor)
  const [table = '', ...words] = deed.split(' ')
  const fields: Op['fields'] = { note: ['x', null] }
  switch (words.join(' ')) {
    case 'create':
      return { table, id: fresh, create: true, fields }
    case 'change':
      return { table, id: standingId(table), fields }
    default:
      throw new Error(`Nobody knows how to ${deed}.`)
  }
}
