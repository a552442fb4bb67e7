import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Change } from '../../../src/db/commit.ts'
import { recordsOf } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import type { Language } from '../../../src/domain/language.ts'
import { guestFrom } from '../../../src/domain/people/guest.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { SHOP_ID, shopFrom } from '../../../src/domain/shop/shop.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { copyHtml } from '../../../src/ui/guests/rights/copy-html.ts'
import { readCopy } from '../../../src/ui/guests/rights/read-copy.ts'
import { BUNDLED_ID } from '../../../src/ui/setup/bundled-id.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadGuestRightsStrings } from '../../../src/ui/strings/guest-rights-strings.ts'
import { loadStrings } from '../../../src/ui/strings/strings.ts'
import { VisitScreen } from '../../../src/ui/visit/VisitScreen.tsx'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, sealedTablet, show, type TestTablet } from '../state/harness.tsx'

const LONG = { timeout: 20_000 }
let of: TestTablet
/** What the browser was asked to save. */
const saved: { readonly name: string; readonly blob: Blob }[] = []

beforeEach(async () => {
  of = await sampleTablet()
  saved.length = 0
  let last: Blob | null = null
  URL.createObjectURL = (blob) => {
    last = blob as Blob
    return 'blob:copy'
  }
  URL.revokeObjectURL = () => undefined
  HTMLAnchorElement.prototype.click = function () {
    if (last) saved.push({ name: this.download, blob: last })
  }
  const manager = (await recordsOf(of.store, 'staff')).find(({ fields }) => fields.role === 'manager')
  useSession.setState({ who: (manager?.id ?? '') as StaffId })
})
afterEach(() => {
  cleanup()
  putAway()
})

/** A visit that is under way, with an answer, a reading and what stands beside the urn's clock. */
const visitOf = (guestId: string): Change => {
  const by = 'sample-staff-lin'
  const at = of.clock.now()
  const fields = {
    ...{ procedureId: BUNDLED_ID, guestId, begun: { at, by } },
    'A4.1-water': { value: true, at, by, note: '怕冷' },
    'A4.3-bp': { value: { systolic: 108, diastolic: 68, pulse: 72 }, at, by },
    'since:A5.11-start#1:1': { at },
  }
  return { table: 'visits', id: 'v1', create: true, person: guestId, day: '2026-11-23', fields }
}
const button = (name: string | RegExp) => screen.findByRole('button', { name }, LONG)
const press = async (name: string | RegExp) => userEvent.click(await button(name))
const guestNamed = async (name: string) => {
  const record = (await recordsOf(of.store, 'guests')).find(({ fields }) => fields.name === name)
  if (!record) throw new Error(`no ${name}`)
  return guestFrom(record)
}
async function openPage(name: RegExp) {
  await loadGuestRightsStrings('zh-CN')
  await show(of, <GuestsScreen />)
  await press(name)
}

describe('handing over', () => {
  const ask = async (guestId: string, language: Language = 'zh-CN') => {
    const shop = (await recordsOf(of.store, 'shop')).find(({ id }) => id === SHOP_ID)
    if (!shop) throw new Error('no shop')
    return {
      ...{ store: of.store, guestId, shop: shopFrom(shop), language, strings: await loadStrings(language) },
      ...{ by: useSession.getState().who ?? '', now: of.clock.now() },
    }
  }

  test('[SEC17] holds every record about the guest and nothing about anybody else, with answers in words', async () => {
    const { id: guestId } = await guestNamed('王秀兰')
    await put(of.store, visitOf(guestId))
    await put(of.store, {
      table: 'Later-table',
      id: 'x1',
      create: true,
      person: guestId,
      fields: { odd: '<b>&' },
    })
    await put(of.store, {
      ...{ table: 'access', id: 'a1', create: true, person: guestId, day: '2026-11-23' },
      fields: { at: of.clock.now(), by: 'sample-staff-lin', screen: 'guest' },
    })
    const copy = await readCopy(await ask(guestId))
    const looked = copy?.records.find(({ table }) => table === 'access')
    expect(looked?.title).toContain('看过资料')
    expect(looked?.entries.map(({ label, words }) => [label, words])).toEqual([
      ['时间', expect.stringMatching(/11月23日/)],
      ['看过资料', '林晓芸'],
      ['', expect.anything()],
    ])
    expect(copy?.records[0]).toMatchObject({ table: 'guests', kind: 'details' })
    expect(copy?.records.map(({ table }) => table)).toContain('Later-table')
    const others = (await recordsOf(of.store, 'guests')).filter(({ id }) => id !== guestId)
    const text = JSON.stringify(copy)
    for (const other of others) {
      expect(text).not.toContain(other.id)
      expect(text).not.toContain(String(other.fields.phone))
    }
    const visit = copy?.records.find(({ table }) => table === 'visits')
    const answers = visit?.entries.filter(({ label, words }) => label !== '' && words !== '') ?? []
    expect(answers.map(({ words }) => words)).toContainEqual(expect.stringContaining('怕冷'))
    expect(answers.map(({ words }) => words)).toContainEqual(expect.stringContaining('108/68'))
    expect(answers.every(({ label }) => !/^A\d/.test(label))).toBe(true)
    expect(answers.some(({ by }) => by === '林晓芸')).toBe(true)
  })

  test('[SEC17] says who approved what, calls no walk-in booked by themselves, and puts the system’s notes into words', async () => {
    const { id: guestId } = await guestNamed('王秀兰')
    const [lin, chen] = ['sample-staff-lin', 'sample-staff-chen']
    const at = of.clock.now()
    const visit = visitOf(guestId)
    const answer = { value: ['diabetes'], at, by: lin, note: '血糖稳定', approvedBy: chen }
    await put(of.store, { ...visit, fields: { ...visit.fields, 'A4.2-contraindications': answer } })
    const about = { create: true, person: guestId, day: '2026-11-23' } as const
    const booking = (id: string, more: object) =>
      put(of.store, {
        ...{ table: 'bookings', id, ...about },
        fields: { guestId, at, madeAt: at, by: lin, selfBooked: true, ...more },
      })
    await booking('b-walk', { walkIn: true })
    await booking('b-self', {})
    await put(of.store, {
      ...{ table: 'attention', id: 'parked-1', ...about },
      fields: {
        kind: 'parked',
        uid: 'u',
        at,
        inc: 'abcd1234',
        actor: lin,
        intent: 'visit.answer',
        reason: 'right',
      },
    })
    const copy = await readCopy(await ask(guestId))
    const shown = (id: string) =>
      (copy?.records.find((one) => one.id === id)?.entries ?? [])
        .filter(({ label }) => label !== '')
        .map(({ label, words }) => [label, words])
    expect(shown('v1')).toContainEqual([expect.any(String), expect.stringMatching(/糖尿病.*陈国华 同意/)])
    expect(shown('b-walk')).toContainEqual(['散客', '是'])
    expect(shown('b-walk').map(([label]) => label)).not.toContain('自己约')
    expect(shown('b-self')).toContainEqual(['自己约', '是'])
    const note = shown('parked-1')
    expect(note).toContainEqual(['系统记下的提醒', '一条记录另存着，等店长看过'])
    expect(note).toContainEqual(['时间', expect.stringMatching(/11月23日/)])
    expect(note.flat().join()).not.toMatch(/身份|约定|parked/)
  })

  test.each(['zh-CN', 'zh-Hant', 'en'] as const)(
    '[SEC17] is one page that stands by itself in %s: no script, nothing fetched, what was typed is text',
    async (language) => {
      const guest = await guestNamed('王秀兰')
      await put(of.store, {
        ...{ table: 'guests', id: guest.id },
        fields: { cautions: ['<script>alert(1)</script>', '"怕热" & 怕闷'] },
      })
      for (const [id, by] of Object.entries({ a1: 'sample-staff-lin', a2: 'sample-staff-he' }))
        await put(of.store, {
          ...{ table: 'access', id, create: true, person: guest.id, day: '2026-11-23' },
          fields: { at: of.clock.now(), by, screen: 'guest' },
        })
      const copy = await readCopy(await ask(guest.id, language))
      if (!copy) throw new Error('no copy')
      const words = await loadGuestRightsStrings(language)
      const html = copyHtml(copy, { words, language, time: (at) => new Date(at).toISOString() })
      expect(html).not.toMatch(/<script|https?:|src="(?!data:)/)
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      const page = new DOMParser().parseFromString(html, 'text/html')
      expect(page.documentElement.lang).toBe(language)
      expect(page.querySelectorAll('script')).toHaveLength(0)
      // A browser keeps the titles of what it has shown.
      expect(page.title).not.toContain('王')
      expect(page.querySelector('h1')?.textContent).toBe(words.file.title('王秀兰'))
      expect(page.body.textContent).toContain('"怕热" & 怕闷')
      const looks = [...page.querySelectorAll('h2')].filter((one) => one.textContent === words.file.looked)
      expect(looks).toHaveLength(1)
      const lines = [...(looks[0]?.nextElementSibling?.querySelectorAll('td') ?? [])]
      expect(lines.map((line) => line.textContent).sort()).toHaveLength(2)
      expect(lines.some((line) => line.textContent === '林晓芸')).toBe(true)
    },
  )

  test('[SEC17] a manager saves both from the guest’s page; the file’s name says nothing of the guest', async () => {
    of = await sealedTablet()
    const manager = 'sample-staff-chen' as StaffId
    await of.services.keys.unlock({ person: manager, pin: SAMPLE_PIN }, true)
    useSession.setState({ who: manager })
    await openPage(/李大成/)
    await press('把资料交给顾客')
    await press('可以看的一份（网页）')
    expect(await screen.findByText(/再输入一次自己的密码/, undefined, LONG)).toBeTruthy()
    expect(saved).toEqual([])
    for (const digit of SAMPLE_PIN) await press(digit)
    await screen.findByText(/已经存好：guest-data-2026-11-23\.html/, undefined, LONG)
    await press('机器可读的一份（JSON）')
    await waitFor(() => expect(saved.map(({ name }) => name)).toHaveLength(2), LONG)
    expect(saved.map(({ name }) => name)).toEqual([
      'guest-data-2026-11-23.html',
      'guest-data-2026-11-23.json',
    ])
    const json = JSON.parse((await saved[1]?.blob.text()) ?? '')
    expect(json).toMatchObject({ format: 'steamkeeper-guest', version: 1, guest: { name: '李大成' } })
  })

  test('[SEC8] nobody else is shown the way', async () => {
    useSession.setState({ who: 'sample-staff-wu' as StaffId })
    await openPage(/李大成/)
    await screen.findByText('还没有来过。', undefined, LONG).catch(() => undefined)
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('李大成'), LONG)
    expect(screen.queryByRole('button', { name: '删除这位顾客' })).toBeNull()
  })
})

describe('erasing', () => {
  test('[SEC17] [S10] asks for the phone’s last digits, says what goes and what stays, and gives a receipt without a name', async () => {
    of = await sealedTablet()
    const manager = 'sample-staff-chen' as StaffId
    await of.services.keys.unlock({ person: manager, pin: SAMPLE_PIN }, true)
    useSession.setState({ who: manager })
    const guest = await guestNamed('李大成')
    await openPage(/李大成/)
    await press('删除这位顾客')
    expect(await screen.findByText(/姓名、电话和情况：1 条/, undefined, LONG)).toBeTruthy()
    expect(screen.getByText(/清洁、消毒和开关记录/)).toBeTruthy()
    await press('删除')
    expect(await screen.findAllByText('先输入上面的确认', undefined, LONG)).toHaveLength(2)
    const box = await screen.findByRole('textbox', { name: /后四位/ })
    await userEvent.type(box, '0000')
    expect(await screen.findAllByText('和这位顾客的不一样', undefined, LONG)).toHaveLength(2)
    expect(await recordsOf(of.store, 'erasures')).toEqual([])
    await userEvent.clear(box)
    await userEvent.type(box, (guest.phone ?? '').slice(-4))
    await press('删除')
    expect(await screen.findByText(/再输入一次自己的密码/, undefined, LONG)).toBeTruthy()
    expect(await recordsOf(of.store, 'erasures')).toEqual([])
    for (const digit of SAMPLE_PIN) await press(digit)
    await screen.findByText('删除凭据', undefined, LONG)
    const receipt = screen.getByRole('dialog')
    expect(receipt.textContent).toMatch(/编号[0-9A-F]{4}-[0-9A-F]{4}/)
    expect(receipt.textContent).not.toContain('李')
    const [erasure] = await recordsOf(of.store, 'erasures')
    expect(erasure).toMatchObject({
      id: guest.id,
      fields: { why: 'asked', kinds: ['details', 'consents', 'access'] },
    })
    expect(JSON.stringify(erasure)).not.toContain('李大成')
    // It waits for the server: until then the guest is still to be seen, and their page says so.
    await press('好了')
    await press(/李大成/)
    expect(await screen.findByText(/正等这台平板连上服务器/, undefined, LONG)).toBeTruthy()
    expect(of.deeds).toContain('sync')
  })

  test('[SEC17] [D13] a guest whose visit is not over cannot be erased, and the sheet says so', async () => {
    await put(of.store, visitOf((await guestNamed('李大成')).id))
    await openPage(/李大成/)
    await press('删除这位顾客')
    expect(await button(/服务或紧急情况还没结束/)).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: /确认/ })).toBeNull()
  })

  test('[SEC17] once it has come back from the server nothing of the guest is listed, and the receipt is found', async () => {
    const guest = await guestNamed('李大成')
    const erased = { at: of.clock.now(), receipt: '7F3A-91BC' }
    await put(of.store, {
      ...{ table: 'erasures', id: guest.id, create: true },
      fields: { ...erased, by: useSession.getState().who, why: 'asked', kinds: ['details'] },
    })
    const row = await of.store.database.view.get(['guests', guest.id])
    if (!row) throw new Error('no row')
    await of.store.database.base.delete(['guests', guest.id])
    await of.store.database.view.put({ ...row, rev: row.rev + 1, fields: { erased }, clocks: {} })
    await loadGuestRightsStrings('zh-CN')
    await show(of, <GuestsScreen />)
    await put(of.store, visitOf(guest.id))
    await of.store.database.base.clear()
    await of.store.database.outbox.clear()
    await of.store.database.view.update(['visits', 'v1'], { fields: { erased }, clocks: {} })
    await press('已经删除的顾客（1）')
    expect(screen.queryByText(/李大成/)).toBeNull()
    await press(/7F3A-91BC · 2026年11月23日/)
    expect((await screen.findByRole('dialog')).textContent).toContain('姓名、电话和情况')
    cleanup()
    await show(of, <VisitScreen id="v1" />)
    expect(await screen.findByText(/删除编号 7F3A-91BC/, undefined, LONG)).toBeTruthy()
    expect(await button('回到今日')).toBeTruthy()
  })
})
