import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import { recordsOfPerson } from '../../../src/db/queries.ts'
import { newId } from '../../../src/db/store.ts'
import type { StaffId, StepId } from '../../../src/domain/ids.ts'
import type { App } from '../../../src/ui/state/app.tsx'
import { dispatch } from '../../../src/ui/state/dispatch.ts'
import { type LoadedRun, loadRun } from '../../../src/ui/state/runs.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadRightsStrings } from '../../../src/ui/strings/rights-strings.ts'
import { closeShops, TEN } from '../today/shop.tsx'
import { openVisit, VISIT, type VisitOnTest } from './visit-run.tsx'

configure({ asyncUtilTimeout: 15_000 })
const SLOW = 60_000
let visit: VisitOnTest

beforeEach(async () => {
  await loadRightsStrings('zh-CN')
  visit = await openVisit()
})
afterEach(closeShops)

const as = (key: string) => useSession.setState({ who: `sample-staff-${key}` as StaffId })
const guestOf = async () =>
  String((await visit.all('visits')).find(({ id }) => id === VISIT)?.fields.guestId ?? '')
const looks = async () => recordsOfPerson(visit.store, 'access', await guestOf())
const read = (step: string, value: Json) =>
  visit.put({ table: 'visits', id: VISIT, fields: { [step]: { value, at: TEN, by: 'sample-staff-lin' } } })

describe('a visit on the screen', () => {
  test(
    '[SEC8] the front desk sees that a reading was taken, and no reading',
    async () => {
      await visit.upTo('A4')
      await read('A4.3-bp', { systolic: 137, diastolic: 86, pulse: 71 })
      as('wu')
      visit.showVisit()
      expect((await screen.findAllByText('健康内容，前台不显示')).length).toBeGreaterThan(0)
      expect(screen.getByText('血压、体温和健康问答只给做服务的人看。')).toBeTruthy()
      expect(document.body.textContent).not.toMatch(/137|低血糖/)
      as('lin')
      await waitFor(() => expect(document.body.textContent).toContain('137'))
    },
    SLOW,
  )

  test(
    '[SEC8] undo is offered to whoever did it, with what it takes back; the front desk takes back no health, whatever it asks',
    async () => {
      await visit.upTo('A4')
      await visit.send({ type: 'answer', answers: [{ stepId: 'A4.1-water' as StepId, value: true }] })
      visit.showVisit()
      const offered = () => screen.queryAllByRole('button', { name: /^撤销：/ })
      await waitFor(() => expect(offered().map((one) => one.textContent)).toEqual(['撤销：先倒一杯水']))
      as('wu')
      await screen.findAllByText('健康内容，前台不显示')
      await waitFor(() => expect(offered()).toEqual([]))
      as('zhou')
      await waitFor(() => expect(screen.queryByText('健康内容，前台不显示')).toBeNull())
      expect(offered()).toEqual([])

      const own = { value: { score: 70 }, at: TEN, by: 'sample-staff-wu' }
      await visit.put({ table: 'visits', id: VISIT, fields: { 'A4.4-cct': own } })
      const loaded = await loadRun(visit.store, 'visits', VISIT, 'zh-CN')
      const app = { ...visit, session: 's1', newId: () => newId(visit.store) } as unknown as App
      const undo = (by: string) =>
        dispatch(app, loaded as LoadedRun, { type: 'undo', field: 'A4.4-cct', by: by as StaffId })
      expect(await undo('sample-staff-zhou')).toMatchObject({ refused: 'notYours' })
      expect(await undo('sample-staff-wu')).toMatchObject({ refused: 'notYours' })
      expect(await visit.field('A4.4-cct')).toEqual(own)
    },
    SLOW,
  )

  test(
    '[SEC8] whoever looks after the guest is not noted, a colleague who opens the visit is, once',
    async () => {
      await visit.upTo('A2')
      visit.showVisit()
      await screen.findByText('您好，欢迎光临瓮养 · 南门店！')
      expect(await looks()).toEqual([])
      as('zhou')
      await waitFor(async () => expect(await looks()).toHaveLength(1))
      expect((await looks())[0]?.fields).toMatchObject({ by: 'sample-staff-zhou', screen: 'visit' })
      as('lin')
      as('zhou')
      expect(await looks()).toHaveLength(1)
    },
    SLOW,
  )

  test(
    'whoever takes the tablet finds the screen as it was left: the list stays the list',
    async () => {
      await visit.upTo('A6')
      visit.clock.at += 12 * 60_000
      await visit.send({ type: 'stop', reason: 'guestWish' })
      visit.showVisit()
      fireEvent.click(await screen.findByRole('button', { name: '看清单' }))
      await waitFor(() => expect(screen.queryByRole('button', { name: '看清单' })).toBeNull())
      const heading = screen.getByRole('heading', { level: 1 }).textContent
      as('zhou')
      await waitFor(async () => expect(await looks()).toHaveLength(1))
      expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(heading)
      expect(screen.queryByRole('button', { name: '看清单' })).toBeNull()
    },
    SLOW,
  )

  /** What App does when the tablet is locked and a colleague unlocks it: the screens are gone, and come back. */
  const lockAnd = async (meanwhile: () => Promise<void> = async () => {}) => {
    useSession.setState({ who: null })
    cleanup()
    await meanwhile()
    as('zhou')
    visit.showVisit()
  }
  const title = () => screen.getByRole('heading', { level: 1 }).textContent
  const rail = () => screen.findByRole('navigation', { name: '流程' })
  const lookAtSecondStage = async () => {
    const now = title()
    fireEvent.click(within(await rail()).getAllByRole('button')[1] as HTMLElement)
    await waitFor(() => expect(title()).not.toBe(now))
    return { now, looked: title() }
  }
  const toList = async () => fireEvent.click(await screen.findByRole('button', { name: '看清单' }))

  test(
    '[SEC6] unlocking leads back to the stage looked at, with the list and not the questions; whoever leaves finds what is now',
    async () => {
      await visit.upTo('A6')
      visit.clock.at += 12 * 60_000
      await visit.send({ type: 'stop', reason: 'guestWish' })
      visit.showVisit()
      await toList()
      await rail()
      const { now, looked } = await lookAtSecondStage()
      await lockAnd()
      await rail()
      expect(title()).toBe(looked)
      expect(screen.queryByRole('button', { name: '看清单' })).toBeNull()
      cleanup()
      visit.showVisit()
      await toList()
      await rail()
      expect(title()).toBe(now)
    },
    SLOW,
  )

  test(
    '[SEC6] [D13] unlocking leads to the urn that runs, and to the questions that became due meanwhile',
    async () => {
      await visit.upTo('A6')
      visit.showVisit()
      await rail()
      const { now, looked } = await lookAtSecondStage()
      await lockAnd()
      await rail()
      expect(title(), 'not for one frame another').toBe(now)
      await lookAtSecondStage()
      await lockAnd(async () => {
        visit.clock.at += 12 * 60_000
        await visit.send({ type: 'stop', reason: 'guestWish' })
      })
      await toList()
      await rail()
      expect(title()).toBe(looked)
    },
    SLOW,
  )

  test(
    '[SEC6] a tap on an alarm, also on the locked tablet, opens the visit as it is now',
    async () => {
      await visit.upTo('A3')
      visit.showVisit()
      await rail()
      const { now } = await lookAtSecondStage()
      await lockAnd(async () => useSession.getState().jump())
      await rail()
      expect(title()).toBe(now)
    },
    SLOW,
  )

  test(
    '[SEC8] a visit of another day is shown to nobody without business, and says who can help',
    async () => {
      await visit.put({
        ...{ table: 'visits', id: VISIT, day: '2026-10-01', person: 'sample-guest-li' },
        fields: { guestId: 'sample-guest-li', filed: { at: TEN, by: 'sample-staff-lin', missing: [] } },
      })
      visit.clock.at += 13 * 3_600_000
      as('zhou')
      visit.showVisit()
      expect(await screen.findByRole('heading', { name: '这次服务不在您今天的安排里' })).toBeTruthy()
      expect(document.body.textContent).not.toContain('李')
      expect(await recordsOfPerson(visit.store, 'access', 'sample-guest-li')).toEqual([])
    },
    SLOW,
  )
})
