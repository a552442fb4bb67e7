/** A sample shop on a real store, and one screen in it: what the tests of Today and of the board are played on. */
import { configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import type { Clock } from '../../../src/base/clock.ts'
import { commit } from '../../../src/db/commit.ts'
import { makeKeyRing } from '../../../src/db/key-ring.ts'
import { recordsOf } from '../../../src/db/queries.ts'
import { identitySealer } from '../../../src/db/seal.ts'
import { newId, openStore, type Store } from '../../../src/db/store.ts'
import { makeNotices } from '../../../src/device/notify.ts'
import { makeSound } from '../../../src/device/sound.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { sampleShop } from '../../../src/domain/shop/sample.ts'
import { words } from '../../../src/domain/shop/sample-words-zh-cn.ts'
import type { Change } from '../../../src/sync/change-set.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'
import { AppProviders } from '../../../src/ui/App.tsx'
import { makeShop } from '../../../src/ui/setup/make-shop.ts'
import { tabletSealer } from '../../../src/ui/state/sealing.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadGuideStrings } from '../../../src/ui/strings/guide-strings.ts'
import { loadLockStrings } from '../../../src/ui/strings/lock-strings.ts'
import { loadRoomsStrings } from '../../../src/ui/strings/rooms-strings.ts'
import { loadSyncStrings } from '../../../src/ui/strings/sync-strings.ts'
import { all } from '../../../src/ui/strings/zh-cn/all.ts'

// A machine that runs other tests beside takes its time over the first sheet.
configure({ asyncUtilTimeout: 5_000 })
vi.setConfig({ testTimeout: 30_000 })

/** 2026-11-23 10:00 in Shanghai. */
export const TEN = Date.UTC(2026, 10, 23, 2)
export const MIN = 60_000

export type Shop = {
  readonly store: Store
  readonly clock: Clock & { at: number }
  /** Writes changes as if another screen had. */
  readonly put: (...changes: readonly Change[]) => Promise<unknown>
  /** Gives somebody the sample's PIN. */
  readonly givePin: (person: string) => Promise<void>
  readonly all: (table: string) => Promise<readonly SyncRecord[]>
  readonly path: () => string
  readonly user: ReturnType<typeof userEvent.setup>
  readonly show: (screen: ReactNode) => void
}

const NO_KEYS = { slots: new Map(), recovery: null }
let opened = 0
const stores: Store[] = []

/** Opens a shop of its own; `empty` has people and rooms but no bookings. */
export async function openShop(how: 'sample' | 'empty' = 'sample'): Promise<Shop> {
  opened += 1
  const clock = { at: TEN, now: () => clock.at, mono: () => clock.at, rate: 1 }
  const store = await openStore({
    name: `today-${opened}`,
    clock,
    sealer: identitySealer,
    isOpen: isOpenRecord,
  })
  stores.push(store)
  const shop = sampleShop(words, TEN, 'Asia/Shanghai')
  await makeShop({ store, session: 's1' }, how === 'empty' ? { ...shop, bookings: [] } : shop, NO_KEYS)
  await loadSyncStrings('zh-CN')
  await loadGuideStrings('zh-CN')
  await loadRoomsStrings('zh-CN')
  await loadLockStrings('zh-CN')
  const staff = await recordsOf(store, 'staff')
  const lin = staff.find(({ fields }) => fields.name === '林晓芸')
  useSession.setState({ who: lin?.id as StaffId, language: 'zh-CN', notice: null })
  const { hook, history } = memoryLocation({ path: '/', record: true })
  const keys = makeKeyRing(store, tabletSealer())
  const services = {
    store,
    keys,
    clock,
    session: 's1',
    newId: () => newId(store),
    wakeLock: () => undefined,
    vibrate: () => undefined,
    sound: makeSound({ open: null, page: document }),
    notices: makeNotices({ notification: undefined, worker: undefined }),
    can: { vibrate: false, keepScreen: false },
    askPersistent: async () => 'unknown' as const,
    persistentAnswer: async () => 'unknown' as const,
    sync: { now: () => undefined },
    build: 'test',
  }
  const write: Shop['put'] = (...changes) =>
    commit(store, {
      intent: 'test.put',
      actor: String(lin?.id),
      session: 's1',
      keys: [],
      plan: () => ({ changes }),
    })
  return {
    store,
    clock,
    put: write,
    givePin: async (person) => {
      const grant = await keys.begin({ person, pin: SAMPLE_PIN })
      const slot = await grant.slotFor({ person, pin: SAMPLE_PIN }, true)
      await write({ table: 'staff', id: person, fields: { slot } })
    },
    all: (table) => recordsOf(store, table),
    path: () => history.at(-1) ?? '',
    user: userEvent.setup(),
    show: (screen) =>
      void render(
        <Router hook={hook}>
          <AppProviders services={services} strings={all}>
            {screen}
          </AppProviders>
        </Router>,
      ),
  }
}

/** Closes what a test has opened. */
export function closeShops(): void {
  for (const store of stores.splice(0)) store.close()
}
