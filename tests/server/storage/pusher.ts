/**
 * A server's storage in a process of its own, for tests that kill it: pushes one set after the other and says after each
 * answer which one it was, `<uid> <head>`. Arguments: data folder, the tablet's digit.
 */
import { openStorage } from '../../../src/server/storage/open.ts'
import { formatHead } from '../../../src/sync/head.ts'
import { NOON, offersOf, op, SHOP, tablet } from '../../contracts/storage/sets.ts'

const [, , dataDir = '', digit = 'a'] = process.argv
const storage = await openStorage({ dataDir, databaseUrl: null })
if ('problem' in storage) throw new Error(storage.problem)
const from = tablet(digit)
for (let n = 1; ; n++) {
  const set = from.set([op('visits', `v${n % 7}`, { step: [{ value: n, note: '蒸'.repeat(200) }, null] })])
  const done = await storage.push({
    shop: SHOP,
    inc: from.inc,
    seen: null,
    offers: offersOf([set]),
    now: NOON,
  })
  if (done === 'otherShop') throw new Error(done)
  process.stdout.write(`${set.uid} ${formatHead(done.head)}\n`)
}
