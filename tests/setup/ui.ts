/** What every screen test wants: IndexedDB before Dexie looks for it, what jsdom lacks, and an empty page after each test. */
import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// React Aria looks for its focus scopes with it; jsdom has no CSS object.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS

afterEach(cleanup)
