/** From a withdrawal straight to erasing, for whoever may; the others read who can. */
import { configure, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadGuestRightsStrings } from '../../../src/ui/strings/guest-rights-strings.ts'
import { consent } from '../../../src/ui/strings/zh-cn/consent.ts'
import { guestRights } from '../../../src/ui/strings/zh-cn/guest-rights.ts'
import { closeShops } from '../today/shop.tsx'
import { openVisit, type VisitOnTest } from '../visit/visit-run.tsx'

configure({ asyncUtilTimeout: 15_000 })
const SLOW = 60_000
const { eraseToo, purpose, withdraw } = consent

afterEach(closeShops)

/** 王秀兰 is here, and takes one thing back on her page. */
async function takenBack(who: string, what: keyof typeof purpose): Promise<VisitOnTest> {
  await loadGuestRightsStrings('zh-CN')
  const visit = await openVisit()
  // Written down long ago: only her visit lets a consultant see her.
  visit.clock.at += 13 * 3_600_000
  useSession.setState({ who: `sample-staff-${who}` as StaffId })
  const { guest } = (await visit.run()).context
  const record = (await visit.all('guests')).find(({ id }) => id === guest?.id)
  // Two guests of the sample have this name.
  const tail = String(record?.fields.phone).slice(-4)
  visit.show(<GuestsScreen />)
  await visit.user.click(await screen.findByRole('button', { name: new RegExp(`王秀兰.*${tail}`) }))
  await visit.user.click(await screen.findByRole('button', { name: withdraw.title(purpose[what]) }))
  await visit.user.click(await screen.findByRole('button', { name: withdraw.confirm }))
  return visit
}

describe('after the guest has taken back the record', () => {
  test(
    '[SEC17] a manager goes on to the sheet that erases, and no visit under way stands in its way',
    async () => {
      const visit = await takenBack('chen', 'record')
      expect(await screen.findByText(eraseToo.line)).toBeTruthy()
      await visit.user.click(await screen.findByRole('button', { name: eraseToo.go }))
      expect(await screen.findByText(guestRights.eraseSheet.goes)).toBeTruthy()
      expect(screen.getByRole('button', { name: guestRights.eraseSheet.go })).toBeTruthy()
      expect(screen.queryByText(eraseToo.line)).toBeNull()
      expect(await visit.all('erasures')).toEqual([])
    },
    SLOW,
  )

  test(
    '[SEC17] a consultant reads who can, and is shown no way; the page stays open',
    async () => {
      const visit = await takenBack('he', 'record')
      expect(await screen.findByText(eraseToo.who(['陈国华']))).toBeTruthy()
      expect(screen.queryByRole('button', { name: eraseToo.go })).toBeNull()
      await visit.user.click(await screen.findByRole('button', { name: eraseToo.leave }))
      await waitFor(() => expect(screen.queryByText(eraseToo.line)).toBeNull())
      expect(screen.getByRole('region', { name: consent.section })).toBeTruthy()
    },
    SLOW,
  )

  test(
    '[SEC17] whoever takes back something else is not asked',
    async () => {
      await takenBack('chen', 'readings')
      expect(await screen.findByText(consent.state.withdrawn)).toBeTruthy()
      expect(screen.queryByText(eraseToo.line)).toBeNull()
    },
    SLOW,
  )
})
