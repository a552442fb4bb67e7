/**
 * A server's storage in a process of its own, for tests that kill it: pushes one set after the other and says after each
 * answer which one it was, `<uid> <head>`. Arguments: data folder, the tablet's digit. It ends by itself when nobody reads it any
 * more, and after so many answers in any case.
 */
import { openStorage } from '../../../src/server/storage/open.ts'
import { formatHead } from '../../../src/sync/head.ts'
import { everybody, NOON, offersOf, op, SHOP, tablet } from '../../contracts/storage/sets.ts'

const [, , dataDir = '', digit = 'a'] = process.argv
const storage = await openStorage({ dataDir, databaseUrl: null }, everybody)
if ('problem' in storage) throw new Error(storage.problem)
const ANSWERS_MAX = 5_000
/** Waits until the line has left: a loop that never waits would not learn that the other end is gone. */
const say = (line: string) =>
  new Promise<void>((resolve, reject) =>
    process.stdout.write(line, (error) => (error ? reject(error) : resolve())),
  )

const from = tablet(digit)
for (let n = 1; n <= ANSWERS_MAX; n++) {
  const set = from.set([op('visits', `v${n % 7}`, { step: [{ value: n, note: '蒸'.repeat(200) }, null] })])
  const done = await storage.push({
    shop: SHOP,
    inc: from.inc,
    seen: null,
    offers: offersOf([set]),
    now: NOON,
  })
  if (done === 'otherShop') throw new Error(done)
  await say(`${set.uid} ${formatHead(done.head)}\n`)
}
