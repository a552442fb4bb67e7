/** The emergency cards where no database opens or answers: steps and numbers, and it is said that nothing is recorded. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { recordsOf } from '../../../src/db/queries.ts'
import { StorelessRoot } from '../../../src/ui/App.tsx'
import { Loading } from '../../../src/ui/shell/Loading.tsx'
import { StoreErrorScreen } from '../../../src/ui/shell/StoreErrorScreen.tsx'
import { useEmergency } from '../../../src/ui/state/emergency.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadEmergencyStrings } from '../../../src/ui/strings/emergency-strings.ts'
import { loadStrings } from '../../../src/ui/strings/strings.ts'
import { killHandles, mend } from '../../db/faults.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, showApp } from '../state/harness.tsx'

const LONG = { timeout: 8_000 }

beforeEach(async () => void (await loadEmergencyStrings('zh-CN')))
afterEach(() => {
  mend()
  cleanup()
  useEmergency.setState({ view: null, isFramed: false })
  putAway()
})

const click = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }, LONG))
const card = () => screen.findByRole('dialog', { name: '紧急' }, LONG)

describe('without a database', () => {
  test.each(['blocked', 'unavailable'] as const)(
    '[C7] where it does not open (%s) every card has its steps and numbers, and says that nothing is recorded',
    async (code) => {
      const strings = await loadStrings('zh-CN')
      render(
        <StorelessRoot strings={strings} language="zh-CN">
          <StoreErrorScreen strings={strings} code={code} onRetry={() => undefined} />
        </StorelessRoot>,
      )
      await click('紧急')
      expect(within(await card()).getAllByRole('listitem')).toHaveLength(9)
      expect((await card()).textContent).toContain('不作记录')
      await click('着火')
      expect(await screen.findByRole('heading', { name: '着火' }, LONG)).toBeTruthy()
      expect((await card()).textContent).toContain('不作记录')
      expect(within(await card()).getByRole('list', { name: '步骤' }).children).toHaveLength(6)
      expect(screen.getByRole('link', { name: '火警 119' }).getAttribute('href')).toBe('tel:119')
      await click('换一张卡')
      await click('烫伤')
      await click('回到刚才')
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
      expect(screen.getByRole('alert').textContent).toContain(strings.shell.error.title[code])
    },
  )

  test('while it opens, too; a card that is open by then goes on with a record', async () => {
    const strings = await loadStrings('zh-CN')
    const { unmount } = render(
      <StorelessRoot strings={strings} language="zh-CN">
        <Loading />
      </StorelessRoot>,
    )
    await click('紧急')
    await click('晕倒')
    await screen.findByRole('heading', { name: '晕倒' }, LONG)
    unmount()
    const of = await sampleTablet()
    useSession.setState({ who: 'sample-staff-lin' as never })
    await showApp(of, '/rooms')
    expect(await screen.findByRole('heading', { name: '晕倒' }, LONG)).toBeTruthy()
    await waitFor(async () =>
      expect(
        (await recordsOf(of.store, 'attention')).map(({ fields }) => fields),
        'from the moment that it can be kept',
      ).toMatchObject([{ what: 'fainting', openedAt: of.clock.now() }]),
    )
  })

  test('the numbers are the shop’s own, as this tablet knew them last', async () => {
    const of = await sampleTablet()
    await put(of.store, {
      table: 'shop',
      id: 'shop',
      fields: { phoneFire: '995', phoneManager: '9123 0000' },
    })
    await showApp(of, '/rooms')
    await waitFor(() => expect(JSON.stringify({ ...localStorage })).toContain('995'), LONG)
    cleanup()
    const strings = await loadStrings('zh-CN')
    render(
      <StorelessRoot strings={strings} language="zh-CN">
        <Loading />
      </StorelessRoot>,
    )
    await click('紧急')
    await click('着火')
    expect(await screen.findByRole('link', { name: '火警 995' }, LONG)).toBeTruthy()
    expect(screen.getByRole('link', { name: '店长 9123 0000' })).toBeTruthy()
  })

  test('[C7] one that stops answering under way leaves the cards readable', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const of = await sampleTablet()
    useSession.setState({ who: 'sample-staff-lin' as never })
    await showApp(of, '/rooms')
    await waitFor(() => expect(useEmergency.getState().isFramed).toBe(true), LONG)
    killHandles(10_000, 'UnknownError')
    await click('紧急')
    await click('着火')
    expect(await screen.findByRole('heading', { name: '着火' }, LONG)).toBeTruthy()
    await waitFor(async () => expect((await card()).textContent).toContain('不作记录'), LONG)
    expect(screen.getByRole('link', { name: '火警 119' })).toBeTruthy()
    quiet.mockRestore()
  })
})
