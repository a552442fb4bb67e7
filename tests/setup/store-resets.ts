/** What gives each zustand store its first state back; this module outlives a test file, as the stores do. */
export const storeResets = new Set<() => void>()
