/** Which room and urn: every urn with its state; what is occupied or not yet clean is said, and kept by the gate (D5, D15). */
import { useState } from 'react'
import { openRecords, readRecords, recordsOf } from '../../../db/queries.ts'
import type { UrnId } from '../../../domain/ids.ts'
import { guestFrom } from '../../../domain/people/guest.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import type { Run } from '../../../domain/procedure/run.ts'
import type { RunTable } from '../../../domain/procedure/structure.ts'
import { roomBoard, type UrnView } from '../../../domain/rooms/board.ts'
import { roomFrom, urnFrom } from '../../../domain/rooms/room.ts'
import { currentStart } from '../../../domain/urn/starts.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Tag, type TagTone } from '../../kit/Tag.tsx'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { shownGuest } from '../../state/shown-guest.ts'
import { useStrings } from '../../strings/strings.ts'
import { useWork } from '../work.tsx'
import { ActionSheet } from './ActionSheet.tsx'
import styles from './sheets.module.css'

type Board = { readonly urns: readonly UrnView[]; readonly names: ReadonlyMap<string, string> }

/** The board as it is now, and the guests' forms of address by visit. */
function useBoard(): Board | null {
  const { store, clock } = useApp()
  const { run } = useWork().loaded
  const { kit } = useStrings()
  const found = useLive(async () => {
    const [rooms, urns, visits, turnovers] = await Promise.all([
      recordsOf(store, 'rooms'),
      recordsOf(store, 'urns'),
      openRecords(store, 'visits'),
      openRecords(store, 'turnovers'),
    ])
    const ids = [...new Set(visits.map(({ fields }) => String(fields.guestId)))]
    const guests = await readRecords(store, 'guests', ids)
    const asRun = (table: RunTable, record: (typeof visits)[number]): Run => ({
      ...run,
      table,
      id: record.id,
      day: record.day ?? '',
      fields: record.fields,
    })
    const addresses = new Map(guests.map((one) => [one.id, shownGuest(guestFrom(one), kit).address]))
    const board = roomBoard(
      rooms.map(roomFrom),
      urns.map(urnFrom),
      {
        visits: visits.filter(({ id }) => id !== run.id).map((one) => asRun('visits', one)),
        turnovers: turnovers.map((one) => asRun('turnovers', one)),
      },
      clock.now(),
    )
    const names = new Map(visits.map((one) => [one.id, addresses.get(String(one.fields.guestId)) ?? '']))
    return { urns: board, names }
  }, [store, clock, run.id, run.context.procedure.id, kit])
  return found ?? null
}

const TONE: { readonly [State in UrnView['state']]: TagTone } = {
  ready: 'jade',
  reserved: 'amber',
  occupied: 'amber',
  steaming: 'clay',
  dirty: 'amber',
  turningOver: 'amber',
  outOfOrder: 'plain',
}

/** One row an urn; the one in use is marked. */
export function PlaceSheet() {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const board = useBoard()
  const { place } = fieldsOf(loaded.run)
  const [urnId, setUrnId] = useState<UrnId | null>(place?.urnId ?? null)
  const chosen = board?.urns.find(({ urn }) => urn.id === urnId)
  const isFixed = currentStart(loaded.run) !== null
  const state = (view: UrnView) => {
    const [other] = view.visits
    if (other) return visit.place.occupied(board?.names.get(other) ?? '')
    if (view.state === 'outOfOrder') return visit.place.outOfOrder
    return view.turnoverId ? visit.place.dirty : visit.place.free
  }
  const warning = !chosen
    ? null
    : chosen.visits.length > 0
      ? visit.place.occupiedWarn
      : chosen.turnoverId
        ? visit.place.dirtyWarn
        : null
  return (
    <ActionSheet
      title={visit.place.title}
      label={visit.place.save}
      action={
        isFixed
          ? { missing: visit.place.fixed }
          : chosen
            ? { type: 'place', roomId: chosen.room.id, urnId: chosen.urn.id }
            : { missing: visit.place.need }
      }
    >
      {warning ? <Banner tone="amber">{warning}</Banner> : null}
      {board && board.urns.length === 0 ? <p>{visit.place.none}</p> : null}
      <ul className={styles.list}>
        {board?.urns.map((view) => (
          <li key={view.urn.id}>
            <button
              type="button"
              className={styles.urn}
              aria-pressed={view.urn.id === urnId}
              disabled={view.state === 'outOfOrder'}
              onClick={() => setUrnId(view.urn.id)}
            >
              <span>
                {view.room.name} · {view.urn.name}
              </span>
              <span className={styles.line}>
                {view.urn.id === place?.urnId ? <Tag>{visit.place.here}</Tag> : null}
                <Tag tone={view.visits.length > 0 ? 'amber' : TONE[view.state]}>{state(view)}</Tag>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </ActionSheet>
  )
}
