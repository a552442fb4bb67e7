import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRecord } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { BUNDLED_ID } from '../../../src/ui/setup/bundled-id.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadRightsStrings } from '../../../src/ui/strings/rights-strings.ts'
import { SyncSheet } from '../../../src/ui/sync/SyncSheet.tsx'
import { inside } from '../../db/tablet.ts'
import { closeShops, TEN } from '../today/shop.tsx'
import { openVisit, VISIT, type VisitOnTest } from '../visit/visit-run.tsx'
import { conflictOf, type Said } from './seed.ts'

const LIN = 'sample-staff-lin'
const ZHOU = 'sample-staff-zhou'
const MEDIA = { table: 'visits', id: VISIT, field: 'A5.5-media' }
const film: Said = { value: { value: 'film', at: TEN, by: ZHOU }, by: ZHOU, at: TEN }
const music: Said = { value: { value: 'music', at: TEN - 60_000, by: LIN }, by: LIN, at: TEN - 60_000 }
let visit: VisitOnTest

beforeEach(async () => {
  visit = await openVisit()
  await visit.put({ table: 'visits', id: VISIT, fields: { [MEDIA.field]: film.value } })
})
afterEach(() => {
  cleanup()
  closeShops()
})

async function open() {
  visit.show(<SyncSheet timeZone="Asia/Shanghai" />)
  return within(await screen.findByRole('dialog'))
}
const list = async () => within(await screen.findByRole('region', { name: '两个人填得不一样' }))
const stands = async () => (await visit.field(MEDIA.field)) as { readonly value: string } | null
const settled = async () =>
  (await readRecord(visit.store, { table: 'conflicts', id: `c-${MEDIA.field}` }))?.fields.settled

describe('a conflict', () => {
  test('[SEC8] of a visit is not shown to the front desk, for answers are about health', async () => {
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    useSession.setState({ who: 'sample-staff-wu' as StaffId })
    const sheet = await open()
    expect(await sheet.findByRole('region', { name: '传到哪里了' })).toBeTruthy()
    expect(screen.queryByRole('region', { name: '两个人填得不一样' })).toBeNull()
    expect(document.body.textContent).not.toContain('产品短片')
  })

  test('[M3] shows which record and step, both values, who entered each and when, and which stands', async () => {
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    await open()
    const heading = (await list()).getByRole('heading', { name: /放什么/ })
    expect(heading.textContent).toBe('放什么王女士 10:00 的服务')
    const card = heading.closest('li') as HTMLElement
    expect(card.textContent).toMatch(/产品短片\s*现在用的周敏，10:00 填/)
    expect(card.textContent).toContain('轻音乐')
    expect(card.textContent).toContain('林晓芸，09:59 填')
  })

  test('[M3] keeping what stands marks it settled, in one change set, and the value stays', async () => {
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    await open()
    const before = (await inside(visit.store)).outbox.length
    await visit.user.click((await list()).getByRole('button', { name: '就用这个：周敏，产品短片' }))
    expect(await (await list()).findByRole('heading', { name: '今天定好的' })).toBeTruthy()
    expect((await stands())?.value).toBe('film')
    expect(await settled()).toEqual({ by: LIN, at: TEN, kept: 'won' })
    const { outbox } = await inside(visit.store)
    expect(outbox.slice(before).map(({ intent, ops }) => [intent, ops.length])).toEqual([
      ['conflict.settle', 1],
    ])
  })

  test('[M3] taking the other is one change set too, counts at once, and the opposite tap takes it back', async () => {
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    await open()
    const before = (await inside(visit.store)).outbox.length
    await visit.user.click((await list()).getByRole('button', { name: '改用这个：林晓芸，轻音乐' }))
    await waitFor(async () => expect(await stands()).toEqual(music.value))
    expect(await settled()).toMatchObject({ by: LIN, kept: 'lost' })
    expect(
      (await inside(visit.store)).outbox.slice(before).map(({ ops }) => ops.map(({ table }) => table)),
    ).toEqual([['visits', 'conflicts']])
    expect(await (await list()).findByText('林晓芸 10:00 定的')).toBeTruthy()
    await visit.user.click((await list()).getByRole('button', { name: '改用这个：周敏，产品短片' }))
    await waitFor(async () => expect(await stands()).toEqual(film.value))
    expect(await settled()).toMatchObject({ kept: 'won' })
  })

  test('[M3] what somebody wrote in the meantime is shown, and can be left as it is', async () => {
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    await open()
    await list()
    await visit.put({
      table: 'visits',
      id: VISIT,
      fields: { [MEDIA.field]: { value: 'quiet', at: TEN, by: ZHOU } },
    })
    const since = await (await list()).findByText('后来又改成')
    expect(since.closest('section')?.textContent).toContain('安静')
    await visit.user.click(within(since.closest('section') as HTMLElement).getByRole('button'))
    await waitFor(async () => expect(await settled()).toMatchObject({ kept: 'won' }))
    expect((await stands())?.value).toBe('quiet')
  })

  test('[M3] is not settled by nobody', async () => {
    const [room] = await visit.all('rooms')
    const said = (value: string, by: string): Said => ({ value, by, at: TEN })
    const of = { table: 'rooms', id: room?.id ?? '', field: 'name' }
    await conflictOf(visit.store, of, { won: said('松', ZHOU), lost: said('竹', LIN) })
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    useSession.setState({ who: null })
    await open()
    expect((await list()).getAllByRole('heading', { level: 4 })).toHaveLength(1)
    await visit.user.click((await list()).getByRole('button', { name: /^改用这个.*竹/ }))
    expect((await (await list()).findByRole('alert')).textContent).toBe('先在右上角选是谁在用')
    expect(await settled()).toBeUndefined()
  })

  test('[SEC8] of a guest whom a consultant does not see whole is counted and not shown; a manager sees it', async () => {
    const words = await loadRightsStrings('zh-CN')
    const sweat = { table: 'visits', id: 'old', field: 'A7.8-colour' }
    const said = (value: string, by: string): Said => ({
      value: { value: [value], at: TEN, by },
      by,
      at: TEN,
    })
    const consultant = { value: ZHOU, at: TEN, by: ZHOU }
    await visit.put({
      ...{ table: 'visits', id: 'old', create: true, day: '2026-10-01', person: 'sample-guest-li' },
      fields: {
        ...{ procedureId: BUNDLED_ID, guestId: 'sample-guest-li', consultant },
        filed: { at: TEN, by: ZHOU },
      },
    })
    await conflictOf(visit.store, sweat, { won: said('yellow', ZHOU), lost: said('brown', LIN) })
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    // All guests of the sample were written down on this tablet a moment ago.
    visit.clock.at += 13 * 3_600_000
    await open()
    expect((await list()).getAllByRole('heading', { level: 4 })).toHaveLength(1)
    expect(await screen.findByText(words.hiddenConflicts(1))).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/李先生|李大成/)
    useSession.setState({ who: 'sample-staff-chen' as StaffId })
    await waitFor(async () => expect((await list()).getAllByRole('heading', { level: 4 })).toHaveLength(2))
    expect(document.body.textContent).toContain('李先生')
    expect(screen.queryByText(words.hiddenConflicts(1))).toBeNull()
  })

  test('[M3] two who said the same at two times are none, and nothing is shown', async () => {
    const same: Said = { ...music, value: { value: 'film', at: TEN - 60_000, by: LIN } }
    await conflictOf(visit.store, MEDIA, { won: film, lost: same })
    const sheet = await open()
    expect(sheet.queryByRole('region', { name: '两个人填得不一样' })).toBeNull()
  })

  test('[M3] of yesterday, settled, is not listed any more', async () => {
    await conflictOf(visit.store, MEDIA, { won: film, lost: music })
    await visit.put({
      table: 'conflicts',
      id: `c-${MEDIA.field}`,
      fields: { settled: { by: LIN, at: TEN - 11 * 3_600_000, kept: 'won' } },
    })
    const sheet = await open()
    expect(sheet.queryByRole('region', { name: '两个人填得不一样' })).toBeNull()
  })
})

describe('the words of a conflict', () => {
  const said = (value: Said['value'], by = ZHOU): Said => ({ value, by, at: TEN })
  const answer = (value: Said['value'], at = TEN) => said({ value, at, by: ZHOU } as never)

  test.each<[string, { table: string; id: string; field: string }, Said, Said, RegExp]>([
    [
      'a reading',
      { table: 'visits', id: VISIT, field: 'A4.3-bp' },
      answer({ systolic: 108, diastolic: 68 }),
      answer({ systolic: 128, diastolic: 78 }),
      /量血压.*108\/68 mmHg.*128\/78 mmHg/,
    ],
    [
      'a step left out',
      { table: 'visits', id: VISIT, field: 'A5.7-water' },
      answer(2),
      answer({ notDone: 'guestDeclined' }),
      /蒸前饮水.*2 杯.*未做/,
    ],
    [
      'a repeated step, with its number',
      { table: 'visits', id: VISIT, field: 'A6.1-check#15' },
      answer({ found: [] } as never),
      answer({ found: ['thirsty'] }),
      /（第 15 次）.*做了.*口渴/,
    ],
    [
      'the start of the urn, with its time',
      { table: 'visits', id: VISIT, field: 'A5.11-start#1' },
      answer({ setting: '1', plannedMin: 30 }),
      answer({ setting: '1', plannedMin: 30 }, TEN + 180_000),
      /10:00 1 档.*10:03 1 档/,
    ],
    [
      'a room',
      { table: 'visits', id: VISIT, field: 'place' },
      said({ roomId: 'sample-room-4', urnId: 'sample-urn-4-1' }),
      said({ roomId: 'sample-room-3', urnId: 'sample-urn-3-1' }),
      /房间和瓮.*4 号房 左瓮.*3 号房/,
    ],
    [
      'a colleague',
      { table: 'visits', id: VISIT, field: 'consultant' },
      answer(ZHOU),
      answer(LIN),
      /照看的顾问.*周敏.*林晓芸/,
    ],
    [
      'a stage that was left, and opened again',
      { table: 'visits', id: VISIT, field: 'left:A3' },
      said({ at: TEN, by: ZHOU }),
      said(null, LIN),
      /离开「登记入座」.*10:00.*空着/,
    ],
    [
      'a guest’s details',
      { table: 'guests', id: 'sample-guest-wangA', field: 'cautions' },
      said(['怕热', '易晕']),
      said([]),
      /要留意王女士的资料.*怕热、易晕.*空着/,
    ],
    [
      'a colleague’s presence',
      { table: 'staff', id: LIN, field: 'away' },
      said(true),
      said(false),
      /休假同事林晓芸.*是.*否/,
    ],
    [
      'the shop’s winter',
      { table: 'shop', id: 'shop', field: 'winterMonths' },
      said([12, 1]),
      said([11]),
      /冬季月份门店.*12 月、1 月.*11 月/,
    ],
    [
      'what a newer version wrote',
      { table: 'visits', id: VISIT, field: 'zap' },
      said({ deep: { er: 1 } }),
      said(7),
      /另一项王女士.*有内容.*7/,
    ],
  ])('[M3] %s', async (_title, of, won, lost, words) => {
    await conflictOf(visit.store, of, { won, lost })
    await open()
    const [card] = (await list()).getAllByRole('listitem')
    expect(card?.textContent).toMatch(words)
    expect(card?.textContent).not.toMatch(/[{}[\]]/)
  })

  test('[M3] a record that has not come down yet says so, and offers nothing to tap', async () => {
    useSession.setState({ who: 'sample-staff-chen' as StaffId })
    await conflictOf(visit.store, { ...MEDIA, id: 'elsewhere' }, { won: film, lost: music })
    await open()
    expect((await list()).getByText('这条记录还没到这台平板。')).toBeTruthy()
    expect((await list()).queryByRole('button')).toBeNull()
  })
})
