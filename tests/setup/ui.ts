/**
 * What every screen test wants: IndexedDB before Dexie looks for it, what jsdom lacks, an empty page after each test, and no file
 * finding what the last one left in zustand: modules are loaded once for all files of a worker, which halves the time.
 */
import 'fake-indexeddb/auto'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, vi } from 'vitest'
import type * as Zustand from 'zustand'
import { quickStyle } from './computed-style.ts'
import { lateError } from './late-error.ts'
import { storeResets } from './store-resets.ts'

// React Aria looks for its focus scopes with it; jsdom has no CSS object.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS

// Each file has a window of its own.
window.getComputedStyle = quickStyle(window.getComputedStyle.bind(window))

// A busy machine takes its time; nothing here is about how long.
configure({ asyncUtilTimeout: 5_000, getElementError: lateError })

vi.mock('zustand', async (load) => {
  const zustand = await load<typeof Zustand>()
  const create = (of: Zustand.StateCreator<unknown>) => {
    const store = zustand.create(of)
    storeResets.add(() => store.setState(store.getInitialState(), true))
    return store
  }
  return { ...zustand, create }
})

afterEach(cleanup)
afterAll(() => {
  for (const reset of storeResets) reset()
})
