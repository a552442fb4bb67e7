/** What every screen test wants: IndexedDB before Dexie looks for it, what jsdom lacks, and an empty page after each test. */
import 'fake-indexeddb/auto'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// React Aria looks for its focus scopes with it; jsdom has no CSS object.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS

// A busy machine takes its time; nothing here is about how long.
configure({ asyncUtilTimeout: 5_000 })

afterEach(cleanup)
