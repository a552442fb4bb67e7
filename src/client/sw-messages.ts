/**
 * What a page and its service worker say to each other. The two can be of different builds (an old page, a new
 * worker), so every message carries the version of this protocol, and SKIP_WAITING is obeyed whatever its version
 * says: a tablet must never be shut in with an old build (pinafore#1257).
 */
export const SW_PROTOCOL = 1

export const SKIP_WAITING = 'SKIP_WAITING'
export const GET_VERSION = 'GET_VERSION'

export type ToWorker = { readonly v: number; readonly type: typeof SKIP_WAITING | typeof GET_VERSION }
export type VersionAnswer = { readonly v: number; readonly version: string }

/** The type of a message that came in, or null for anything unknown. */
export function parseToWorker(data: unknown): ToWorker['type'] | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null
  return data.type === SKIP_WAITING || data.type === GET_VERSION ? data.type : null
}

/** The version that a worker answered, or null when the answer is not understood. */
export function parseVersionAnswer(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('version' in data)) return null
  return typeof data.version === 'string' ? data.version : null
}
