/** Health and what a guest likes are asked for once they have agreed to a record, and not before (B4.3). */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { asJson } from '../../../src/domain/procedure/plan.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { consent } from '../../../src/ui/strings/zh-cn/consent.ts'
import { guests } from '../../../src/ui/strings/zh-cn/guests.ts'
import { VisitScreen } from '../../../src/ui/visit/VisitScreen.tsx'
import { actOf } from '../../domain/consent/sample-acts.ts'
import { closeShops, openShop, type Shop } from '../today/shop.tsx'
import { openVisit, VISIT } from '../visit/visit-run.tsx'

const { form, page } = guests
const { notYet } = consent.form
const SLOW = 60_000
let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  useSession.setState({ who: 'sample-staff-chen' as StaffId })
})
afterEach(closeShops)

/** A new foot takes no tap for a moment. */
const still = () => new Promise((done) => setTimeout(done, 700))
const press = async (name: string | RegExp) => shop.user.click(await screen.findByRole('button', { name }))
const guest = async (id: string) => (await shop.all('guests')).find((one) => one.id === id)?.fields
const agreed = (id: string, given = true) => {
  const act = actOf('record', given ? { how: 'paper', paper: '前台' } : { given, how: 'said' }, id)
  return { table: 'consents', id, create: true as const, person: id, fields: { 'record#1': asJson(act) } }
}
const written = (id: string, fields: object) => ({
  ...{ table: 'guests', id, create: true as const, person: id },
  fields: { name: '苏晓晴', address: '苏女士', gender: 'female', trial: true, ...fields },
})
async function edit(name: RegExp) {
  shop.show(<GuestsScreen />)
  await press(name)
  await press(page.edit)
  return within(await screen.findByRole('dialog', { name: /^修改/ }))
}
const asksHealth = (dialog: ReturnType<typeof within>) =>
  [form.cautions, form.preferences].filter((name) => dialog.queryByRole('textbox', { name })).length > 0 ||
  dialog.queryByRole('button', { name: form.bodies.weak }) !== null

describe('a new guest', () => {
  test(
    'is asked who they are; in place of the rest stands when it is written down',
    async () => {
      shop.show(<GuestsScreen />)
      await press(guests.add)
      const dialog = within(await screen.findByRole('dialog', { name: form.addTitle }))
      expect(await dialog.findByText(notYet.unasked)).toBeTruthy()
      expect(dialog.getByText(notYet.saveFirst)).toBeTruthy()
      expect(asksHealth(dialog)).toBe(false)
      expect(dialog.getByRole('textbox', { name: form.phone })).toBeTruthy()
    },
    SLOW,
  )

  test(
    'who is a child is asked for nothing but what they are called and when they were born',
    async () => {
      shop.show(<GuestsScreen />)
      await press(guests.add)
      const dialog = within(await screen.findByRole('dialog', { name: form.addTitle }))
      await shop.user.type(dialog.getByRole('textbox', { name: form.name }), '小满')
      await shop.user.click(dialog.getByRole('radio', { name: consent.form.ages.minor }))
      await shop.user.type(await dialog.findByRole('textbox', { name: consent.form.born }), '五月')
      await press(form.save)
      await screen.findByRole('button', { name: consent.form.refused.bornUnclear })
      await shop.user.clear(dialog.getByRole('textbox', { name: consent.form.born }))
      await shop.user.type(dialog.getByRole('textbox', { name: consent.form.born }), '2016年5月')
      expect(await dialog.findByText(notYet.child)).toBeTruthy()
      expect(dialog.getByRole('textbox', { name: consent.form.called })).toHaveProperty('value', '小满')
      for (const name of [form.phone, form.address, form.cautions])
        expect(dialog.queryByRole('textbox', { name }), name).toBeNull()
      await press(form.save)
      await waitFor(async () =>
        expect((await shop.all('guests')).map(({ fields }) => fields)).toContainEqual({
          ...{ name: '小满', address: '小满', gender: 'female', born: '2016-05', trial: true },
        }),
      )
    },
    SLOW,
  )
})

describe('a known guest', () => {
  test(
    'who was never asked is asked from the form, and what stood there before can be cleared',
    async () => {
      await shop.put(written('su', { cautions: ['怕热'], weak: true }))
      const dialog = await edit(/苏晓晴/)
      expect(await dialog.findByText(notYet.unasked)).toBeTruthy()
      expect(dialog.getByRole('button', { name: consent.ask })).toBeTruthy()
      expect(asksHealth(dialog)).toBe(false)
      expect(await dialog.findByText('怕热')).toBeTruthy()
      await shop.user.click(dialog.getByRole('button', { name: consent.form.clear }))
      expect(dialog.queryByText('怕热')).toBeNull()
      await press(form.save)
      await waitFor(async () => expect(await guest('su')).toMatchObject({ cautions: [], weak: false }))
    },
    SLOW,
  )

  test(
    'who said no is told not to be written about, without being asked again',
    async () => {
      await shop.put(written('su', {}), agreed('su', false))
      const dialog = await edit(/苏晓晴/)
      expect(await dialog.findByText(notYet.refused)).toBeTruthy()
      expect(dialog.queryByRole('button', { name: consent.ask })).toBeNull()
      expect(asksHealth(dialog)).toBe(false)
    },
    SLOW,
  )

  test(
    'who has agreed is offered it on their page, until something stands there',
    async () => {
      await shop.put(written('su', {}), agreed('su'))
      shop.show(<GuestsScreen />)
      await press(/苏晓晴/)
      expect(await screen.findByText(consent.form.note)).toBeTruthy()
      await press(consent.form.noteDo)
      await shop.user.type(await screen.findByRole('textbox', { name: form.cautions }), '怕热')
      await press(form.save)
      await waitFor(async () => expect((await guest('su'))?.cautions).toEqual(['怕热']))
      expect(screen.queryByText(consent.form.note)).toBeNull()
    },
    SLOW,
  )
})

test(
  'asked in the visit, they are offered it right after the yes, and it stands in the guest’s record',
  async () => {
    const visit = await openVisit()
    shop = visit
    const id = String(await visit.field('guestId'))
    const acts = (await visit.all('consents')).find((one) => one.id === id)?.fields ?? {}
    const none = Object.fromEntries(Object.keys(acts).map((name) => [name, null]))
    const healthy = { cautions: [], organs: [], weak: false, lowSugar: false, serious: false }
    await visit.put({ table: 'consents', id, fields: none }, { table: 'guests', id, fields: healthy })
    visit.show(<VisitScreen id={VISIT} />)
    await press(consent.ask)
    await screen.findByRole('button', { name: consent.sheet.begin })
    await still()
    await press(consent.sheet.begin)
    for (let n = 1; n <= 4; n += 1) {
      await screen.findByText(consent.sheet.progress(n, 4))
      await still()
      await press(consent.sheet.yes)
    }
    await screen.findByRole('dialog', { name: consent.sheet.summary })
    await still()
    await press(consent.sheet.paper)
    await shop.user.type(await screen.findByRole('textbox', { name: consent.sheet.where }), '前台')
    await press(consent.sheet.save)
    expect(await screen.findByText(consent.form.note)).toBeTruthy()
    await press(consent.form.noteDo)
    await shop.user.click(await screen.findByRole('button', { name: form.bodies.lowSugar }))
    await press(form.save)
    await waitFor(async () => expect((await guest(id))?.lowSugar).toBe(true))
    await waitFor(() => expect(screen.queryByText(consent.form.note)).toBeNull())
  },
  SLOW,
)
