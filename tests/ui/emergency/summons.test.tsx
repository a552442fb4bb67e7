/** People called by people: an emergency of another tablet, a colleague who is wanted; who rings, who answers, who sees it. */
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRecords, readRecord, recordsOf } from '../../../src/db/queries.ts'
import { changeSync } from '../../../src/db/sync-state.ts'
import type { TabletPlace } from '../../../src/domain/alarm/call.ts'
import type { RoomId, StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { packHlc } from '../../../src/sync/hlc.ts'
import { useEmergency } from '../../../src/ui/state/emergency.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadEmergencyStrings } from '../../../src/ui/strings/emergency-strings.ts'
import { loadSummonsStrings } from '../../../src/ui/strings/summons-strings.ts'
import { summons as words } from '../../../src/ui/strings/zh-cn/summons.ts'
import { fromServer, put } from '../../db/tablet.ts'
import { putAway, sampleTablet, showApp, type TestTablet } from '../state/harness.tsx'
import { guestInUrn } from '../state/in-urn.ts'

const LIN = 'sample-staff-lin' as StaffId
const ZHOU = 'sample-staff-zhou' as StaffId
const MIN = 60_000
const SEC = 1_000
const LONG = { timeout: 8_000 }
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: LIN })
  await Promise.all([loadEmergencyStrings('zh-CN'), loadSummonsStrings('zh-CN')])
  await guestInUrn(of, { id: 'v1', guest: 'wangA', room: '3', urn: '3-1', ms: 3 * MIN })
})
afterEach(() => {
  cleanup()
  Reflect.deleteProperty(document, 'visibilityState')
  useEmergency.setState({ view: null, isFramed: false })
  putAway()
})

/** As another tablet of the shop has written it. */
async function elsewhere(table: string, id: string, fields: Parameters<typeof fromServer>[1]['fields']) {
  const clock = packHlc({ ms: of.clock.now(), counter: 0, inc: 'bbbbbbbb' })
  const clocks = Object.fromEntries(Object.keys(fields).map((name) => [name, clock]))
  await fromServer(of.store, { table, id, day: '2026-11-23', clocks, fields })
}
const faintingElsewhere = (more: object = {}) =>
  elsewhere('attention', 'emergency-1', {
    ...{ kind: 'emergency', what: 'fainting', openedAt: of.clock.now(), by: ZHOU, visitId: 'v1' },
    ...more,
  })
const wantedElsewhere = () =>
  elsewhere('alarms', 'wanted-1', {
    ...{ kind: 'wanted', visitId: 'v1', roomId: 'sample-room-3' },
    asked: { at: of.clock.now(), by: ZHOU },
  })

async function standing(place: TabletPlace | null, path = '/guests') {
  useSession.setState({ place })
  return showApp(of, path)
}
const calls = () => screen.findByRole('region', { name: words.label }, LONG)
const felt = () => of.deeds.filter((deed) => deed === 'alarm').length
const heard = () => of.deeds.filter((deed) => deed.startsWith('chime'))
const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }, LONG))
const lookAway = () =>
  act(async () => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })

describe('an emergency that another tablet began', () => {
  test('[A6.1] rings at the desk at once, with card and room in the notice and no guest, until somebody goes', async () => {
    await faintingElsewhere()
    await standing({ place: 'desk' })
    const line = await within(await calls()).findByRole('alert')
    expect(line.textContent).toContain('紧急：晕倒 · 王女士 · 3 号房')
    await waitFor(() => expect(heard()).toContain('chime urgent'), LONG)
    expect(felt()).toBeGreaterThan(0)
    await lookAway()
    await waitFor(() => expect(of.deeds).toContain('notice 瓮管家 紧急：晕倒 · 3 号房'))
    await press(/^我去（林晓芸） 紧急：晕倒/)
    await waitFor(() => expect(screen.queryByRole('region', { name: words.label })).toBeNull(), LONG)
    await waitFor(() => expect(of.deeds).toContain('close emergency-1'), LONG)
    const quiet = [felt(), heard().length]
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect([felt(), heard().length], 'one answer by name quiets it').toEqual(quiet)
    const calm = await screen.findByRole('region', { name: '正在处理的紧急情况' }, LONG)
    expect(calm.textContent).toContain('林晓芸去了')
    expect((await readRecord(of.store, { table: 'attention', id: 'emergency-1' }))?.fields).toMatchObject({
      [`going:${LIN}`]: of.clock.now(),
    })
  })

  test('[A6.1] in a room it is seen and felt, never heard; also above an open card', async () => {
    await faintingElsewhere()
    await standing({ place: 'room', roomId: 'sample-room-1' as RoomId })
    await calls()
    await waitFor(() => expect(felt()).toBeGreaterThan(0), LONG)
    await press(/^打开紧急卡 紧急/)
    await screen.findByRole('heading', { name: '晕倒' }, LONG)
    expect(within(await calls()).getByRole('button', { name: /^我去/ })).toBeTruthy()
    const card = await screen.findByRole('dialog', { name: '紧急' })
    expect(card.textContent, 'here nobody is waiting for the others').not.toContain(words.alone)
    expect(heard()).toEqual([])
  })

  test('is quiet once somebody answered elsewhere, once it is over, and half an hour after it began', async () => {
    await faintingElsewhere({ openedAt: of.clock.now() - 31 * MIN })
    await standing({ place: 'desk' })
    await screen.findByRole('region', { name: '正在处理的紧急情况' }, LONG)
    // Longer than one ring's distance from the next.
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect([felt(), heard()]).toEqual([0, []])
    await faintingElsewhere()
    await calls()
    await faintingElsewhere({ [`going:${ZHOU}`]: of.clock.now() })
    await waitFor(() => expect(screen.queryByRole('region', { name: words.label })).toBeNull(), LONG)
    await faintingElsewhere()
    await calls()
    await faintingElsewhere({ mistaken: { at: of.clock.now(), by: ZHOU } })
    await waitFor(() => expect(screen.queryByRole('region', { name: words.label })).toBeNull(), LONG)
  })

  test('rings although the tablet that began it runs behind: from when it came, also when a step is ticked later', async () => {
    const came = async (more: object = {}) => {
      await faintingElsewhere({ openedAt: of.clock.now() - 31 * MIN, ...more })
      const row = await of.store.database.view.get(['attention', 'emergency-1'])
      if (!row) throw new Error('no row')
      await of.store.database.view.put({ ...row, place: 'synced', placeAt: of.clock.now() })
    }
    const openedAt = of.clock.now() - 31 * MIN
    await came()
    await standing({ place: 'desk' })
    await calls()
    await waitFor(() => expect(heard()).toContain('chime urgent'), LONG)
    of.clock.at += 29 * MIN
    await came({ openedAt, 'step:lay': { at: of.clock.now(), by: ZHOU } })
    expect((await calls()).textContent).toContain('紧急：晕倒')
    of.clock.at += 2 * MIN
    await waitFor(() => expect(screen.queryByRole('region', { name: words.label })).toBeNull(), LONG)
  })

  test('rings again once it is called again, on every tablet but the one that calls', async () => {
    await faintingElsewhere({ [`going:${ZHOU}`]: of.clock.now() })
    await standing({ place: 'desk' })
    await press(/^回到紧急卡/)
    await press(words.again)
    await waitFor(async () =>
      expect((await readRecord(of.store, { table: 'attention', id: 'emergency-1' }))?.fields).toMatchObject({
        called: { at: of.clock.now(), by: LIN },
      }),
    )
    const card = await screen.findByRole('dialog', { name: '紧急' }, LONG)
    await waitFor(() => expect(card.textContent).not.toContain('周敏去了'))
    expect(screen.queryByRole('button', { name: words.again })).toBeNull()
    expect(felt(), 'whoever called is there').toBe(0)
    of.clock.at += SEC
    await faintingElsewhere({
      [`going:${LIN}`]: of.clock.now() - SEC,
      called: { at: of.clock.now(), by: ZHOU },
    })
    await waitFor(() => expect(heard()).toContain('chime urgent'), LONG)
    await press(/^我去（林晓芸） 紧急：晕倒/)
    await waitFor(() => expect(screen.queryByRole('region', { name: words.label })).toBeNull(), LONG)
  })

  test('is not ended as a wrong tap by another tablet, nor by its own once somebody goes', async () => {
    await faintingElsewhere()
    await standing({ place: 'room', roomId: 'sample-room-1' as RoomId }, '/visit/v1')
    await press(/^打开紧急卡 紧急/)
    await screen.findByRole('button', { name: '处理完了' }, LONG)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(screen.queryByRole('button', { name: '点错了' })).toBeNull()
    await press('换一张卡')
    await press('烫伤')
    await screen.findByRole('button', { name: '点错了' }, LONG)
    const own = (await recordsOf(of.store, 'attention')).find(({ fields }) => fields.what === 'burn')
    const going = { [`going:${ZHOU}`]: of.clock.now() }
    await put(of.store, { table: 'attention', id: own?.id ?? '', fields: going })
    await waitFor(() => expect(screen.queryByRole('button', { name: '点错了' })).toBeNull(), LONG)
    expect(screen.getByRole('button', { name: '处理完了' })).toBeTruthy()
  })

  test('does not ring where it was begun; that tablet says whether anybody can hear it, and who comes', async () => {
    await standing({ place: 'desk' }, '/visit/v1')
    await waitFor(() => expect(useEmergency.getState().isFramed).toBe(true), LONG)
    await press('紧急')
    await press('晕倒')
    const card = await screen.findByRole('dialog', { name: '紧急' }, LONG)
    await waitFor(() => expect(card.textContent).toContain(words.alone), LONG)
    await changeSync(of.store, (row) => ({ ...row, shop: 's1' }))
    await waitFor(() => expect(card.textContent).toContain(words.notSent), LONG)
    const [record] = (await recordsOf(of.store, 'attention')).filter(
      ({ fields }) => fields.kind === 'emergency',
    )
    if (!record) throw new Error('no incident')
    await put(of.store, { table: 'attention', id: record.id, fields: { [`going:${ZHOU}`]: of.clock.now() } })
    await waitFor(() => expect(card.textContent).toContain('周敏去了'), LONG)
    expect(felt()).toBe(0)
    expect(screen.queryByRole('region', { name: words.label })).toBeNull()
  })
})

describe('a colleague who is wanted', () => {
  test('[A6.1] is called on the other tablets by the room alone, softly, and answered by name', async () => {
    await wantedElsewhere()
    await standing({ place: 'corridor' })
    const line = await within(await calls()).findByRole('alert')
    expect(line.textContent).toContain('3 号房要一位同事过去')
    expect(line.textContent).not.toMatch(/王/)
    await waitFor(() => expect(heard()).toEqual(['chime soft']), LONG)
    of.clock.at += 61 * SEC
    await waitFor(() => expect(heard()).toContain('chime urgent'), LONG)
    await press(/^别人去 3 号房/)
    const sheet = await screen.findByRole('dialog', { name: '谁去？' }, LONG)
    fireEvent.click(within(sheet).getByRole('button', { name: /周敏/ }))
    await waitFor(async () => expect((await calls()).textContent).toContain('周敏去了'), LONG)
    expect((await calls()).getAttribute('data-rings')).toBeNull()
    of.clock.at += 61 * SEC
    await waitFor(() => expect(screen.queryByRole('region', { name: words.label })).toBeNull(), LONG)
  })

  test('[A6.1] is asked for by the exception itself; the asker sees who comes, and one tap takes it back', async () => {
    await standing({ place: 'room', roomId: 'sample-room-3' as RoomId }, '/visit/v1')
    await press('叫同事')
    const sheet = await screen.findByRole('dialog', { name: '叫同事来' }, LONG)
    await waitFor(() => expect(within(sheet).getByRole('status').textContent).toBe(words.alone), LONG)
    expect(within(sheet).getByRole('button', { name: '交接给同事' })).toBeTruthy()
    const [asked] = await recordsOf(of.store, 'alarms')
    expect(asked).toMatchObject({
      day: '2026-11-23',
      fields: { visitId: 'v1', roomId: 'sample-room-3', asked: { at: of.clock.now(), by: LIN } },
    })
    expect(JSON.stringify(asked)).not.toMatch(/王|guest/)
    expect(felt()).toBe(0)
    await put(of.store, {
      table: 'alarms',
      id: asked?.id ?? '',
      fields: { [`going:${ZHOU}`]: of.clock.now() },
    })
    await waitFor(() => expect(within(sheet).getByRole('status').textContent).toBe('周敏去了'), LONG)
    expect((await calls()).textContent).toContain('3 号房在叫同事')
    fireEvent.click(within(sheet).getByRole('button', { name: words.back }))
    await waitFor(() => expect(screen.queryByRole('region', { name: words.label })).toBeNull(), LONG)
    const { fields } = (await recordsOf(of.store, 'alarms'))[0] ?? { fields: {} }
    expect(fields).toMatchObject({ back: { at: of.clock.now(), by: LIN }, [`going:${ZHOU}`]: of.clock.now() })
    expect(
      (await readRecord(of.store, { table: 'visits', id: 'v1' }))?.fields[`${structure.clock.between}#1`],
    ).toMatchObject({ value: 'colleague' })
  })

  test('ends the calls that were answered long ago and that nobody took back, so that they are read no more', async () => {
    const wanted = (id: string, minutes: number, more: object = {}) =>
      elsewhere('alarms', id, {
        ...{ kind: 'wanted', visitId: `visit-${id}`, roomId: 'sample-room-5' },
        ...{ asked: { at: of.clock.now() - minutes * MIN, by: ZHOU }, ...more },
      })
    const answered = (minutes: number) => ({ [`going:${ZHOU}`]: of.clock.now() - minutes * MIN })
    await wanted('old', 31, answered(30))
    await wanted('new', 29, answered(28))
    await wanted('unheard', 45)
    await standing({ place: 'room', roomId: 'sample-room-3' as RoomId }, '/visit/v1')
    await press('叫同事')
    await waitFor(async () =>
      expect((await openRecords(of.store, 'alarms')).map(({ id }) => id).sort()).toEqual([
        'new',
        'unheard',
        expect.stringMatching(/^wanted-/),
      ]),
    )
    expect((await readRecord(of.store, { table: 'alarms', id: 'old' }))?.fields).toMatchObject({
      back: { at: of.clock.now(), by: LIN },
    })
  })
})
