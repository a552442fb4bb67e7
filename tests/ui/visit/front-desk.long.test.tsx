/**
 * Every field of a visit that can say something of the guest's health gets a word that stands nowhere else, and every screen that the
 * front desk reaches is walked through: it is nowhere in the document. The same walk by whoever looks after the guest finds it.
 */
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { type ReactNode, Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { text } from '../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import type { Step } from '../../../src/domain/procedure/structure.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { RoomsScreen } from '../../../src/ui/rooms/RoomsScreen.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadConsentStrings } from '../../../src/ui/strings/consent-strings.ts'
import { loadEmergencyStrings } from '../../../src/ui/strings/emergency-strings.ts'
import { loadRightsStrings } from '../../../src/ui/strings/rights-strings.ts'
import { guide } from '../../../src/ui/strings/zh-cn/guide.ts'
import { visit as words } from '../../../src/ui/strings/zh-cn/visit.ts'
import { SyncSheet } from '../../../src/ui/sync/SyncSheet.tsx'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { conflictOf } from '../sync/seed.ts'
import { closeShops, MIN, TEN } from '../today/shop.tsx'
import { openVisit, VISIT, type VisitOnTest } from './visit-run.tsx'

configure({ asyncUtilTimeout: 15_000 })
const SLOW = 180_000
const LIN = 'sample-staff-lin'
/** Words and a number that no screen has of itself. */
const WORD = '植入词甲'
const NUMBER = 7391
const SECRET = new RegExp(`${WORD}|${NUMBER}`)
/** Where the guest sits, where the room was measured, what is played to them. */
const OF_THE_HOUSE = ['A3.2-seat', 'A4.8-where', 'A5.5-media']
let visit: VisitOnTest

beforeEach(async () => {
  await Promise.all([loadRightsStrings('zh-CN'), loadConsentStrings('zh-CN'), loadEmergencyStrings('zh-CN')])
  visit = await openVisit()
})
afterEach(() => {
  cleanup()
  closeShops()
})

/** The worst that a step's field can hold; undefined for the register, which is the front desk's own. */
function planted(step: Step): Json | undefined {
  if (step.form?.includes('bookingRegister') || step.gate?.name === 'identity') return undefined
  switch (step.kind) {
    case 'reading':
      return Object.fromEntries(step.parts.map(({ id }) => [id, NUMBER]))
    case 'note':
    case 'repeated':
      return WORD
    case 'choose':
      if (OF_THE_HOUSE.includes(step.id)) return { notDone: WORD }
      return step.many ? [WORD] : WORD
    case 'photo':
      return { jpeg: `data:image/jpeg;base64,${NUMBER}` }
    default:
      return { notDone: WORD }
  }
}

/** Into every step that has an answer, and into those that can stay open; the urn's own answers stay what its clock reads. */
async function plant() {
  const { clock } = structure
  const urns = [clock.start, clock.off, clock.ask, clock.change, clock.away, clock.out]
  const { fields } = await visit.run()
  const at = visit.clock.now()
  const made: { [field: string]: Json } = {}
  for (const step of structure.stages
    .filter(({ table }) => table === 'visits')
    .flatMap(({ steps }) => steps)) {
    const value = planted(step)
    if (value === undefined || urns.includes(step.id)) continue
    const isNumbered = step.kind === 'repeated'
    const isGate = step.gate !== undefined && step.kind !== 'reading' && step.kind !== 'note'
    const field = isNumbered ? `${step.id}#${step.id === clock.check ? 5 : 1}` : step.id
    const stands = fields[field] as { readonly value: Json } | undefined
    const own = step.id === clock.check ? { found: [WORD] } : isGate && stands ? stands.value : value
    made[field] = { value: own, at, by: LIN, note: WORD, was: own, why: WORD }
    if (stands || isNumbered) made[`was:${field}`] = { value, at, by: LIN, note: WORD }
    if (!isNumbered) made[`void:${field}`] = { value, at, by: LIN, note: WORD, voidedAt: at }
  }
  expect(Object.keys(made).length).toBeGreaterThan(100)
  await visit.put({ table: 'visits', id: VISIT, fields: made })
  const guestId = String(fields.guestId)
  await visit.put({
    table: 'guests',
    id: guestId,
    fields: { cautions: [WORD], organs: [WORD], serious: true },
  })
}

const as = (key: string) => useSession.setState({ who: `sample-staff-${key}` as StaffId })
/** Where the planted words are to be read, by what was looked at. */
type Found = string[]
const look = (found: Found, where: string) => {
  if (SECRET.test(document.body.innerHTML)) found.push(where)
}
const settle = () => new Promise((done) => setTimeout(done, 30))

/** Until two looks in a row are alike: what is read comes later on a busy machine. */
async function comeToRest() {
  for (let alike = 0, before = ''; alike < 2; ) {
    await settle()
    const now = document.body.innerHTML
    alike = now === before ? alike + 1 : 0
    before = now
  }
}

async function shown(node: ReactNode) {
  visit.show(<Suspense>{node}</Suspense>)
  await comeToRest()
}

const labelOf = (one: Element) => one.getAttribute('aria-label') ?? ''
/** By their labels: a look for the role would work out the names of all other buttons each time. */
const mores = () =>
  [...document.querySelectorAll('button[aria-label]')].filter((one) =>
    labelOf(one).startsWith(words.more('')),
  )

/** Opens every "more" of the stage on show, and its history behind it. */
async function walkStage(found: Found, stage: string) {
  look(found, stage)
  for (const name of new Set(mores().map(labelOf))) {
    const button = mores().find((one) => labelOf(one) === name)
    if (!button) continue
    fireEvent.click(button)
    await settle()
    look(found, `${stage} › ${name}`)
    const dialog = screen.queryByRole('dialog')
    const way = dialog && within(dialog).queryByRole('button', { name: words.menu.history })
    if (way) {
      fireEvent.click(way)
      await settle()
      look(found, `${stage} › ${name} › ${words.menu.history}`)
    }
    await closeSheet()
  }
}

async function closeSheet() {
  const dialog = screen.queryByRole('dialog')
  if (!dialog) return
  const [close] = within(dialog).getAllByRole('button', { name: '关闭' })
  fireEvent.click(close as HTMLElement)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}

/** The list, also where the questions at the urn come by themselves; how it looks until then counts too. */
async function showList(found: Found) {
  visit.showVisit()
  await screen.findByRole('main')
  await settle()
  look(found, 'as it comes')
  // They come a frame after the screen.
  await comeToRest()
  const toList = screen.queryByRole('button', { name: guide.toList })
  if (toList) {
    look(found, 'the questions')
    fireEvent.click(toList)
  }
  return screen.findByRole('navigation', { name: words.stages })
}

/** Every stage of the visit with all that its rows lead to; how many stages there were. */
async function walkVisit(found: Found): Promise<number> {
  const rail = await showList(found)
  const count = within(rail).getAllByRole('button').length
  for (let at = 0; at < count; at += 1) {
    const button = within(rail).getAllByRole('button')[at] as HTMLElement
    fireEvent.click(button)
    await settle()
    await walkStage(found, `${at} ${button.textContent}`)
  }
  cleanup()
  return count
}

async function walkOthers(found: Found) {
  for (const [where, node] of [
    ['today', <TodayScreen key="today" />],
    ['rooms', <RoomsScreen key="rooms" />],
    ['panel', <SyncSheet key="panel" timeZone="Asia/Shanghai" />],
  ] as const) {
    await shown(node)
    look(found, where)
    cleanup()
  }
  await shown(<GuestsScreen />)
  look(found, 'guests as they come')
  const rows = await screen.findAllByRole('button', { name: /王秀兰/ })
  await comeToRest()
  look(found, 'guests')
  for (const [at] of rows.entries()) {
    fireEvent.click((await screen.findAllByRole('button', { name: /王秀兰/ }))[at] as HTMLElement)
    await screen.findByRole('dialog')
    await comeToRest()
    look(found, 'guest')
    await closeSheet()
  }
  cleanup()
}

async function walk(key: string, way: (found: Found) => Promise<unknown>): Promise<Found> {
  const found: Found = []
  as(key)
  await way(found)
  return found
}

describe('what is planted into a visit', () => {
  test(
    '[SEC8] is nowhere on the front desk’s screens of it while the guest is made ready; whoever looks after them reads it',
    async () => {
      await visit.upTo('A5')
      await plant()
      expect(await walk('wu', walkVisit)).toEqual([])
      const whole = await walk('lin', walkVisit)
      expect(whole.filter((where) => where.includes('›')).length).toBeGreaterThan(20)
      expect(whole.filter((where) => where.endsWith(words.menu.history)).length).toBeGreaterThan(10)
    },
    SLOW,
  )

  test(
    '[SEC8] nor while the urn is on, nor after it: what was noticed, why it ended, what the record of the urn says',
    async () => {
      await visit.upTo('A6')
      visit.clock.at += 11 * MIN
      await plant()
      expect(await walk('wu', walkVisit)).toEqual([])
      expect((await walk('lin', walkVisit)).length).toBeGreaterThan(5)
      await visit.send({ type: 'stop', reason: WORD, isOut: true })
      const record = async (found: Found) => {
        const rail = within(await showList(found))
        fireEvent.click(rail.getByRole('button', { name: new RegExp(text.stages.A6?.short ?? '') }))
        fireEvent.click(await screen.findByRole('button', { name: words.steam.record.title }))
        await screen.findByRole('dialog')
        look(found, 'urn record')
        cleanup()
      }
      expect(await walk('wu', record)).toEqual([])
      expect(await walk('lin', record)).toContain('urn record')
      await visit.send({ type: 'end', outcome: 'leftEarly', reason: WORD })
      const ended = async (found: Found) => {
        await showList([])
        const line = (await screen.findAllByText(new RegExp(words.end.ended.leftEarly)))[0]
        if (SECRET.test(line?.textContent ?? '')) found.push('why it ended')
        cleanup()
      }
      expect(await walk('wu', ended)).toEqual([])
      expect(await walk('lin', ended)).toEqual(['why it ended'])
    },
    SLOW,
  )

  test(
    '[SEC8] nor in the lists of the day, the rooms, the guests and the panel',
    async () => {
      await visit.upTo('A5')
      await plant()
      const said = (by: string) => ({ value: { value: WORD, at: TEN, by, note: WORD }, by, at: TEN })
      const of = { table: 'visits', id: VISIT, field: 'A4.4-note' }
      await conflictOf(visit.store, of, {
        won: said(LIN),
        lost: { ...said('sample-staff-zhou'), at: TEN + 1 },
      })
      await visit.put({ table: 'visits', id: VISIT, fields: { voided: { at: TEN, by: LIN, why: WORD } } })
      expect(await walk('wu', walkOthers)).toEqual([])
      expect(await walk('lin', walkOthers)).toEqual(expect.arrayContaining(['guests', 'guest']))
    },
    SLOW,
  )

  test(
    '[SEC8] a sheet that a consultant left open says nothing to the front desk that takes the tablet',
    async () => {
      await visit.upTo('A4')
      await plant()
      as('lin')
      visit.showVisit()
      const [more] = (await screen.findAllByRole('button', {
        name: new RegExp(`^${words.more('')}.*血压`),
      })) as [HTMLElement]
      fireEvent.click(more)
      expect((await screen.findByRole('dialog')).textContent).toMatch(SECRET)
      as('wu')
      await waitFor(() => expect(document.body.innerHTML).not.toMatch(SECRET))
      expect(screen.queryByRole('dialog')).toBeNull()
    },
    SLOW,
  )
})
