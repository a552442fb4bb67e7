/** What a card must know of the shop, live: who is here and in which urn, what they are called, whom to call. */
import { useMemo } from 'react'
import { openRecords, readRecord, recordsOf } from '../../db/queries.ts'
import {
  evacuationOrder,
  guestsInUrns,
  guestsSaidOut,
  type InUrn,
} from '../../domain/emergency/evacuation.ts'
import { type Phones, phonesFrom } from '../../domain/emergency/phones.ts'
import type { Whom } from '../../domain/emergency/plan-incident.ts'
import type { VisitId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import type { Run } from '../../domain/procedure/run.ts'
import { roomFrom, urnFrom } from '../../domain/rooms/room.ts'
import { SHOP_ID, shopFrom } from '../../domain/shop/shop.ts'
import type { Out } from '../../domain/urn/out.ts'
import { placeName } from '../rooms/place-name.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { type LoadedRun, loadRuns } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { guestsOf } from '../today/use-day.ts'

/** Until the shop's own is known. */
const USUAL_ZONE = 'Asia/Shanghai'

/** A guest who is being served, by name and place. */
export type Here = {
  readonly visitId: VisitId
  readonly loaded: LoadedRun
  readonly name: string
  /** `3 号房`; empty before a room is chosen. */
  readonly room: string
}

export type ShopFacts = {
  readonly now: number
  /** Without one nothing is recorded. */
  readonly hasShop: boolean
  readonly timeZone: string
  readonly phones: Phones
  readonly here: ReadonlyMap<VisitId, Here>
  /** In the order in which they should leave. */
  readonly inUrns: readonly InUrn[]
  /** Out of their urn as their visit says. */
  readonly saidOut: ReadonlyMap<VisitId, Out>
}

/** Undefined until read; the steps of a card do not wait for it. */
export function useShopFacts(): ShopFacts | undefined {
  const { store } = useApp()
  const strings = useStrings()
  const language = useSession((s) => s.language)
  const isLocked = useSession((s) => s.who === null)
  const now = useNow()
  const read = useLive(async () => {
    const [shop, visits, rooms, urns] = await Promise.all([
      readRecord(store, { table: 'shop', id: SHOP_ID }),
      openRecords(store, 'visits'),
      recordsOf(store, 'rooms'),
      recordsOf(store, 'urns'),
    ])
    const loaded = await loadRuns(store, visits, language)
    return { shop, loaded, rooms: rooms.map(roomFrom), urns: urns.map(urnFrom) }
  }, [store, language, isLocked])
  const still = useMemo(() => {
    if (!read) return undefined
    const { called } = guestsOf(
      read.loaded.flatMap(({ guest }) => guest ?? []),
      strings,
    )
    const here = read.loaded.map((loaded): Here => {
      const { place, guestId } = fieldsOf(loaded.run)
      const room = placeName(place, read.rooms, read.urns)
      const name = isLocked ? room || called(null) : called(guestId)
      return { visitId: loaded.run.id as VisitId, loaded, name, room }
    })
    return {
      hasShop: read.shop !== null,
      timeZone: read.shop ? shopFrom(read.shop).timeZone : USUAL_ZONE,
      phones: phonesFrom(read.shop),
      here: new Map(here.map((one) => [one.visitId, one])),
    }
  }, [read, strings, isLocked])
  return useMemo(() => {
    if (!still) return undefined
    const runs = [...still.here.values()].map(({ loaded }) => loaded.run)
    return {
      ...still,
      now,
      inUrns: evacuationOrder(guestsInUrns(runs, now), now),
      saidOut: guestsSaidOut(runs),
    }
  }, [still, now])
}

/** Whom a record names. */
export function whomOf(run: Run): NonNullable<Whom> {
  const { place, guestId } = fieldsOf(run)
  return { visitId: run.id as VisitId, urnId: place?.urnId ?? null, guestId: guestId ?? null }
}

/** `王女士 · 3 号房`; the room alone while the tablet is locked, where it is what the guest is called. */
export function whoAndWhere({ name, room }: Pick<Here, 'name' | 'room'>): string {
  return [...new Set([name, room])].filter(Boolean).join(' · ')
}
