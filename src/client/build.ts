/** Which build is running: the package's version and a hash of its sources, e.g. `0.1.0+1a2b3c4d`. Set by vite.config.ts. */
declare global {
  const __BUILD__: string
}

export const BUILD: string = __BUILD__

/** The day of this version's release, UTC. A clock that stands before it is wrong. To be raised with the version. */
export const RELEASED_AT: number = Date.UTC(2026, 10, 25)
