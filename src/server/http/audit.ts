/**
 * Who changed a record, from what to what, and when. What a value was before is not in the log, it follows from what came
 * earlier, so a record's entries are folded from the first on; a page of the answer begins after `after`.
 */
import type { FastifyInstance } from 'fastify'
import { type AuditedEntry, foldAudit, UNTOUCHED } from '../../sync/audit.ts'
import type { RecordKey } from '../../sync/record.ts'
import { PATHS } from '../../sync/wire.ts'
import type { Storage } from '../storage/port.ts'
import { countIn, mustBeKey, mustNameShop, type Query } from './ask.ts'
import { mustHold } from './sync.ts'

/** Entries of one answer. */
export const AUDIT_PAGE = 200
/** Entries read at once: a set may be 256 KB. */
const READ_AT_ONCE = 50

export function serveAudit(app: FastifyInstance, storage: Storage): void {
  app.get(`${PATHS.audit}/:table/:id`, async (request) => {
    const shop = mustNameShop(request.headers)
    const key = mustBeKey(request.params as RecordKey)
    const after = countIn(request.query as Query, 'after') ?? 0
    await mustHold(storage, shop)
    return auditPage(storage, shop, key, after)
  })
}

async function auditPage(
  storage: Storage,
  shop: string,
  key: RecordKey,
  after: number,
): Promise<{ readonly entries: readonly AuditedEntry[]; readonly next: number | null }> {
  const found: AuditedEntry[] = []
  let state = UNTOUCHED
  let at = 0
  for (;;) {
    const read = await storage.audit(shop, { key, after: at, limit: READ_AT_ONCE })
    const folded = foldAudit(state, key, read.entries)
    found.push(...folded.entries.filter(({ seq }) => seq > after))
    if (found.length > AUDIT_PAGE) {
      const entries = found.slice(0, AUDIT_PAGE)
      return { entries, next: entries.at(-1)?.seq ?? null }
    }
    if (read.next === null) return { entries: found, next: null }
    state = folded.state
    at = read.next
  }
}
