import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Hand, handOf, pageOf } from './drive/hand.ts'
import { codeFrom, connectShop, joinByCode, typeCode } from './drive/join.ts'
import { setsOf, visitOnScreen } from './drive/records.ts'
import { rowsIn } from './drive/rows.ts'
import { makeOwnShop, pickWho, takeSampleShop } from './drive/shop.ts'
import { choose, next, write } from './drive/steps.ts'
import {
  exchangeNow,
  expectAllSent,
  expectSameEverywhere,
  expectTrouble,
  joinShop,
  openedRecords,
  openPanel,
  shopOf,
} from './drive/sync.ts'
import { arrive, switchTo } from './drive/today.ts'
import { words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** What Chromium writes into the console for an answer that is a refusal. */
const REFUSED = /status of 4\d\d/

const OWN = {
  name: '瓮养 · 北门店',
  rooms: 1,
  staff: [{ name: '方晴', role: 'manager' }],
  guests: [{ name: '苏晓晴', gender: 'female', phone: '10000007315' }],
} as const

/** A tick that both ends can be asked for. */
async function note(hand: Hand, text: string): Promise<string> {
  await write(hand, 'A2.2-features', text)
  return (await visitOnScreen(pageOf(hand))).id
}

function keeps(records: Awaited<ReturnType<typeof openedRecords>>, visit: string): unknown {
  const answer = records.get(`visits/${visit}`)?.fields['A2.2-features']
  return (answer as { readonly value?: unknown } | undefined)?.value
}

for (const how of ['a data folder that somebody copied back', 'a backup restored by the tool'] as const) {
  test(`[S4] ${how} heals from the tablets, and nothing is lost`, async ({
    tablet,
    colleague,
    server,
    clock,
    folder,
  }) => {
    const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
    for (const each of [tablet, colleague]) each.complaints.allow(REFUSED)
    const same = () => expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
    const kept = () => openedRecords(server.origin, pageOf(one))
    const [data, old] = [join(folder, 'data'), join(folder, 'old')]
    const tool = (...args: string[]) =>
      execFileSync(process.execPath, [join(ROOT, 'tests/setup/backup.mjs'), ...args], {
        cwd: ROOT,
        env: { ...process.env, DATA_DIR: data, DATABASE_URL: '' },
        encoding: 'utf8',
      })
    await tablet.open()
    await takeSampleShop(one)
    await arrive(one, '刘女士')
    await connectShop(one, server)
    await colleague.open()
    await joinShop(two, '林晓芸')
    await same()

    if (how === 'a backup restored by the tool') tool('backup', `${old}.gz`)
    else {
      await server.stop()
      cpSync(data, old, { recursive: true })
      await server.start()
    }
    const visit = await note(one, '喜欢靠窗')
    await same()
    await switchTo(two, /刘女士/)
    await next(two, 'A3')
    await choose(two, 'A3.2-seat', 'lounge')
    await same()

    await server.kill()
    if (how === 'a backup restored by the tool') tool('restore', `${old}.gz`, '--replace')
    else {
      rmSync(data, { recursive: true })
      cpSync(old, data, { recursive: true })
    }
    await server.start()
    expect(keeps(await kept(), visit), 'the server lost it').toBeUndefined()
    await exchangeNow(one)
    await exchangeNow(two)
    await expect.poll(async () => keeps(await kept(), visit)).toBe('喜欢靠窗')
    await same()
    const healed = await kept()
    expect(healed.get(`visits/${visit}`)?.fields['A3.2-seat']).toMatchObject({ value: 'lounge' })
    expect(
      [...healed.keys()].filter((key) => key.startsWith('conflicts/')),
      'no false conflicts',
    ).toEqual([])
    await choose(two, 'A3.2-seat', 'consultationRoom')
    await same()
  })
}

test('[C3] a tablet with another shop is refused in words and keeps everything', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  colleague.complaints.allow(REFUSED)
  await colleague.open()
  await colleague.readyOffline()
  await colleague.loseWifi()
  await makeOwnShop(two, OWN)
  const made = (await setsOf(pageOf(two))).map(({ uid }) => uid)
  await tablet.open()
  await takeSampleShop(one)
  await connectShop(one, server)
  const shop = await shopOf(server.origin)

  await colleague.findWifi()
  const panel = await openPanel(two)
  await typeCode(two, await codeFrom(one), '北门')
  await expect(panel.getByRole('alert')).toHaveText(words.tablets.problem.otherShop)
  await panel.getByRole('button', { name: words.shell.saving.understood, exact: true }).click()
  expect((await rowsIn<{ uid: string }>(pageOf(two), 'outbox')).map(({ uid }) => uid).sort()).toEqual(
    [...made].sort(),
  )
  expect(await shopOf(server.origin)).toBe(shop)
  await expect(pageOf(two).getByRole('banner')).toContainText(OWN.name)
})

test('[C3] a captive portal’s page with status 200 is no answer; what waits is sent once the wifi is open', async ({
  tablet,
  server,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await connectShop(hand, server)
  await tablet.context.route('**/api/**', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<html><body>请登录</body></html>' }),
  )
  await arrive(hand, '刘女士')
  const visit = await note(hand, '话不多')
  await exchangeNow(hand)
  await expectTrouble(hand, 'notOurServer')
  expect((await rowsIn(pageOf(hand), 'outbox')).length).toBeGreaterThan(0)
  await tablet.context.unroute('**/api/**')
  await exchangeNow(hand)
  await expectAllSent(pageOf(hand))
  expect(keeps(await openedRecords(server.origin, pageOf(hand)), visit)).toBe('话不多')
})

test('[S6] an empty tablet joins with hundreds of records, killed on the way, and goes on where it was', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  await tablet.open()
  await takeSampleShop(one)
  await connectShop(one, server)
  await colleague.open()
  await colleague.readyOffline()
  await joinByCode(two)
  const joined = async () => (await rowsIn<{ shop: string | null }>(pageOf(two), 'sync'))[0]?.shop ?? null
  await expect.poll(joined).not.toBeNull()
  await colleague.kill()
  await colleague.restart()
  await pickWho(two, '林晓芸')
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
})
