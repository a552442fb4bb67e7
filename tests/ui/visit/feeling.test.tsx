/** What the urn's screen says to do for a guest who is dizzy or thirsty (A5.9, A6.2, A6.3, A6.5). */
import { act, configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useEmergency } from '../../../src/ui/state/emergency.ts'
import { closeShops, MIN } from '../today/shop.tsx'
import { openVisit, type VisitOnTest } from './visit-run.tsx'

configure({ asyncUtilTimeout: 6000 })

let visit: VisitOnTest
beforeEach(async () => {
  visit = await openVisit()
  await visit.upTo('A6')
  visit.showVisit()
  await pass(2 * MIN)
})
afterEach(() => {
  useEmergency.getState().close()
  closeShops()
})

/** Once it takes presses: a foot whose action is new waits for a moment. */
async function tap(name: string) {
  await screen.findByRole('button', { name })
  const button = () => screen.getByRole('button', { name })
  await waitFor(() => expect(button().getAttribute('aria-disabled')).not.toBe('true'))
  await visit.user.click(button())
}
const dizzyCard = () => screen.findByRole('region', { name: '顾客头晕：先别走开' })

async function pass(ms: number) {
  visit.clock.at += ms
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

describe('a guest who is dizzy in the urn', () => {
  test('[A5.9] [A6.3] [A6.5] the house’s advice comes with the tap, and the next check stays above it', async () => {
    await tap('头晕')
    const card = await dizzyCard()
    expect(card.textContent).toContain('还想蒸吗')
    expect(card.textContent).toContain('盐水')
    expect(screen.getByRole('region', { name: '第 5 分钟照看，还有' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /^撤销：两次照看/ }), 'one undo is enough').toBeNull()
  })

  test('[A6.5] [A7.2] stopping, a colleague and the emergency cards are one tap each', async () => {
    await tap('头晕')
    const card = within(await dizzyCard())
    await visit.user.click(card.getByRole('button', { name: '紧急卡' }))
    expect(useEmergency.getState().view).toEqual({ kind: 'choose' })
    useEmergency.getState().close()
    await visit.user.click(card.getByRole('button', { name: '去停' }))
    expect(await screen.findByRole('dialog', { name: '现在停止' })).toBeDefined()
    await tap('关闭')
    await visit.user.click(within(await dizzyCard()).getByRole('button', { name: '叫人来' }))
    await waitFor(async () =>
      expect(await visit.field('A6.1-between#2')).toMatchObject({ value: 'colleague' }),
    )
    await tap('关闭')
    // The call is under way: it is shown, and not written a second time.
    await visit.user.click(within(await dizzyCard()).getByRole('button', { name: '叫人来' }))
    expect(await screen.findByRole('dialog')).toBeDefined()
    expect(await visit.field('A6.1-between#3')).toBeUndefined()
  })

  test('[A6.1] the advice goes with the next check that finds nothing, and stays with one that finds it again', async () => {
    await tap('头晕')
    await dizzyCard()
    await pass(3 * MIN)
    await tap('头晕')
    await tap('记下照看，1 项')
    expect(await dizzyCard()).toBeDefined()
    await pass(5 * MIN)
    await tap('都正常')
    await waitFor(() => expect(screen.queryByRole('region', { name: '顾客头晕：先别走开' })).toBeNull())
  })

  test('[A6.1] taken back, it is advised on no more', async () => {
    await tap('头晕')
    await dizzyCard()
    await tap('撤销：头晕')
    await waitFor(() => expect(screen.queryByRole('region', { name: '顾客头晕：先别走开' })).toBeNull())
  })
})

test('[A6.2] for a thirsty guest it says to bring rock water, and offers no stop', async () => {
  await tap('口渴')
  const card = await screen.findByRole('region', { name: '顾客口渴：端岩宝水过来' })
  expect(within(card).queryByRole('button')).toBeNull()
})
