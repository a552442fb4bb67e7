/** A guest under a number is called by it in the words of whoever reads it, and nobody is offered a number that has been served. */
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordsOf } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { LANGUAGES, type Language } from '../../../src/domain/language.ts'
import { guestNumber } from '../../../src/domain/people/guest-number.ts'
import { newNumber } from '../../../src/domain/people/numbered.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { BUNDLED_ID } from '../../../src/ui/setup/bundled-id.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadConsentStrings } from '../../../src/ui/strings/consent-strings.ts'
import { guests as inEnglish } from '../../../src/ui/strings/en/guests.ts'
import { kit as english } from '../../../src/ui/strings/en/kit.ts'
import { loadStrings } from '../../../src/ui/strings/strings.ts'
import { consent } from '../../../src/ui/strings/zh-cn/consent.ts'
import { guests } from '../../../src/ui/strings/zh-cn/guests.ts'
import { kit } from '../../../src/ui/strings/zh-cn/kit.ts'
import { today } from '../../../src/ui/strings/zh-cn/today.ts'
import { GuestPicker } from '../../../src/ui/today/GuestPicker.tsx'
import { VisitScreen } from '../../../src/ui/visit/VisitScreen.tsx'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet } from '../state/harness.tsx'

const LONG = { timeout: 8_000 }
const SLOW = 60_000
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: 'sample-staff-chen' as StaffId })
})
afterEach(putAway)

/** As a tablet that speaks another language wrote it. */
async function number(id: string, visit: object | null = null) {
  const whose = { gender: 'female', language: null, born: null } as const
  await put(of.store, newNumber(id, `${guestNumber(id)} 號客人`, whose))
  if (visit)
    await put(of.store, {
      ...{ table: 'visits', id: `v-${id}`, create: true, day: '2026-11-23', person: id },
      fields: { guestId: id, procedureId: BUNDLED_ID, begun: { at: 1, by: 'u' }, ...visit },
    })
}
const countOf = (text: string | null, word: string) => (text ?? '').split(word).length - 1

describe('what a number is called', () => {
  test('is the same where the guest is told and where they are called', async () => {
    for (const language of LANGUAGES) {
      const [{ form }, all] = [await loadConsentStrings(language), await loadStrings(language)]
      expect(form.numbered('0417')).toBe(all.kit.numbered('0417'))
    }
  })

  test.each([
    ['zh-CN', kit, guests],
    ['en', english, inEnglish],
  ] as const)(
    'stands once in the list, in %s, whoever wrote it down, and is found by its digits',
    async (language: Language, own, words) => {
      await number('n1')
      await show(of, <GuestsScreen />, '/', language)
      await userEvent.type(await screen.findByRole('searchbox', {}, LONG), guestNumber('n1'))
      const list = within(await screen.findByRole('list', { name: words.list }, LONG))
      const [row] = await waitFor(() => {
        const rows = list.getAllByRole('button')
        expect(rows).toHaveLength(1)
        return rows
      }, LONG)
      expect(countOf(row?.textContent ?? '', own.numbered(guestNumber('n1')))).toBe(1)
      expect(document.body.textContent).not.toContain('號客人')
    },
    SLOW,
  )

  test(
    'is said in the visit, once',
    async () => {
      await number('n1', {})
      await show(of, <VisitScreen id="v-n1" />)
      const panel = await screen.findByRole('complementary', {}, LONG)
      expect(countOf(panel.textContent, guestNumber('n1'))).toBe(1)
      expect(panel.textContent).toContain(kit.numbered(guestNumber('n1')))
    },
    SLOW,
  )
})

test(
  'a number whose visit is over is not offered any more; one that is here, or was just given, is',
  async () => {
    await number('over', { filed: { at: 2, by: 'u', missing: [] } })
    await number('here', {})
    await number('news')
    await show(of, <GuestPicker value={null} onChange={() => undefined} />)
    await userEvent.type(await screen.findByRole('searchbox', {}, LONG), '号顾客')
    const list = within(await screen.findByRole('list', { name: today.sheet.found }, LONG))
    await waitFor(() => expect(list.getAllByRole('button')).toHaveLength(2), LONG)
    const offered = list.getAllByRole('button').map(({ textContent }) => textContent)
    for (const id of ['here', 'news']) expect(offered.join()).toContain(kit.numbered(guestNumber(id)))
  },
  SLOW,
)

test(
  'a new guest who leaves no name is a number from the start',
  async () => {
    await show(of, <GuestsScreen />)
    await userEvent.click(await screen.findByRole('button', { name: guests.add }, LONG))
    await userEvent.click(await screen.findByRole('button', { name: consent.form.noName }, LONG))
    const form = within(await screen.findByRole('dialog', { name: /^\d{4} 号顾客$/ }, LONG))
    expect(form.queryAllByRole('textbox')).toEqual([])
    expect(form.getByText(consent.form.notYet.number)).toBeTruthy()
    await userEvent.click(form.getByRole('radio', { name: '男' }))
    await userEvent.click(form.getByRole('button', { name: guests.form.save }))
    await waitFor(async () => {
      const made = (await recordsOf(of.store, 'guests')).filter(({ fields }) => fields.numbered === true)
      expect(made.map(({ fields }) => fields.gender)).toEqual(['male'])
    }, LONG)
  },
  SLOW,
)
