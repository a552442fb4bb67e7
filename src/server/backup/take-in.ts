/**
 * `npm run take-in -- file`: what a tablet could not send and saved as a file (db/unsent-file.ts) goes into the store as if it had been
 * pushed, judged and under its own names (CS3). Whether somebody changed the file only a tablet of the shop can tell: here it is
 * believed, as everything is that the server's keeper does with the store.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { mayWrite } from '../../domain/people/may-write.ts'
import { parseOffers } from '../../sync/offers.ts'
import { incWord, SETS_MAX, shopName } from '../../sync/wire.ts'
import type { Problem } from '../settings.ts'
import { openStorage, reasonOf, type StoreSettings } from '../storage/open.ts'
import type { ShopStorage } from '../storage/port.ts'

const outside = z.looseObject({ body: z.string() })
const inside = z.looseObject({
  format: z.literal('steamkeeper-unsent'),
  version: z.literal(1),
  shop: shopName,
  inc: incWord,
  sets: z.array(z.unknown()),
  effs: z.record(z.string(), z.string()),
})

/** Says in a sentence what was done, or why nothing was, or not all of it. */
export async function takeInFile(
  file: string,
  settings: StoreSettings,
  now: number,
): Promise<{ readonly done: string } | Problem> {
  const unsent = unsentIn(file)
  if (unsent === null)
    return { problem: `${resolve(file)} is no file that a tablet has saved. Nothing was changed.` }
  const storage = await openStorage(settings, mayWrite, now)
  if ('problem' in storage) return storage
  try {
    if ((await storage.held())?.shop !== unsent.shop)
      return {
        problem: 'The file is from a tablet of another shop than this server holds. Nothing was changed.',
      }
    return { done: await pushAll(storage, unsent, Math.floor(now)) }
  } catch (error) {
    return { problem: `Not all of it was taken in: ${reasonOf(error)}.` }
  } finally {
    await storage.close()
  }
}

function unsentIn(file: string): z.infer<typeof inside> | null {
  try {
    const { body } = outside.parse(JSON.parse(readFileSync(file, 'utf8')))
    return inside.parse(JSON.parse(body))
  } catch {
    return null
  }
}

async function pushAll(storage: ShopStorage, unsent: z.infer<typeof inside>, now: number): Promise<string> {
  const { shop, inc, sets, effs } = unsent
  const counts = { applied: 0, known: 0, parked: 0 }
  for (let at = 0; at < sets.length; at += SETS_MAX) {
    const parsed = parseOffers(sets.slice(at, at + SETS_MAX), effs)
    if ('namelessAt' in parsed)
      return `Change set ${at + parsed.namelessAt} has no name; those before it were taken in.`
    const done = await storage.push({ shop, inc, seen: null, offers: parsed.offers, now })
    if (done === 'otherShop') return 'The server holds another shop.'
    for (const { dup, status } of done.results)
      counts[dup === true ? 'known' : status === 'parked' ? 'parked' : 'applied'] += 1
  }
  return `Taken in: ${counts.applied} change sets; ${counts.known} were there already, ${counts.parked} wait for a manager.`
}
