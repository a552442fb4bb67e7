/** What a guest agrees to, refuses and takes back, and what then stands in the tablet's database. */

import { createHash } from 'node:crypto'
import type { ConsentAct, Purpose } from '../../src/domain/consent/consent.ts'
import { proofText } from '../../src/domain/consent/proof.ts'
import { text as english } from '../../src/domain/consent/wording-1/text-en.ts'
import { guestNumber } from '../../src/domain/people/guest-number.ts'
import { type AuditAnswer, PATHS, SHOP_HEADER } from '../../src/sync/wire.ts'
import { consent as inEnglish } from '../../src/ui/strings/en/consent.ts'
import { textOf } from '../domain/consent/sample-acts.ts'
import { agree, askInVisit, decide, keepDecisions } from './drive/consent.ts'
import { button, type Hand, handOf, option, pageOf, sheet, typeInto } from './drive/hand.ts'
import { ask, connectShop, observerAt } from './drive/join.ts'
import { lockScreen, typePin, unlock } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { opened } from './drive/opened.ts'
import { recordOf, recordsOf, visitOnScreen } from './drive/records.ts'
import { rowsIn } from './drive/rows.ts'
import { goToPlace, makeOwnShop, takeSampleShop } from './drive/shop.ts'
import { noContraindication, readyForStart } from './drive/stages.ts'
import { confirmGuest, draw, fillReading, next, row, sign, typeNumber } from './drive/steps.ts'
import { exchangeNow, expectSameEverywhere, joinShop, shopOf } from './drive/sync.ts'
import { walkIn } from './drive/today.ts'
import { languageNames, words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const { consent, guests, visit, shop: shopWords } = words
/** What Chromium writes into the console for an answer that is a refusal. */
const REFUSED = /status of 4\d\d/
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

const SHOP = {
  name: '瓮养 · 试用店',
  rooms: 1,
  staff: [
    { name: '方晴', role: 'consultant' },
    { name: '秦岚', role: 'manager' },
  ],
  guests: [{ name: '苏晓晴', gender: 'female', phone: '10000007315' }],
} as const

async function openGuest(hand: Hand, name: string) {
  await goToPlace(hand, 'guests')
  await pageOf(hand)
    .getByRole('list', { name: guests.list })
    .getByRole('button', { name: new RegExp(name) })
    .click()
  return sheet(hand)
}

const state = (hand: Hand, purpose: Purpose) =>
  sheet(hand)
    .getByRole('region', { name: consent.section })
    .getByRole('listitem')
    .filter({ hasText: consent.purpose[purpose] })

function expectIntact(guestId: string, purpose: Purpose, act: ConsentAct) {
  expect(act.textHash, 'the words').toBe(sha256(textOf(purpose, act) ?? ''))
  expect(act.proof, 'the act').toBe(sha256(proofText({ guestId, purpose }, act)))
}

test('[SEC16] a guest reads in their own language, signs what they agree to, and takes one of it back', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await makeOwnShop(hand, SHOP)
  const page = await openGuest(hand, '苏晓晴')
  await expect(state(hand, 'readings')).toContainText(consent.state.none)
  await lookAt(tablet, 'consent-1-guest-not-asked')
  await page.getByRole('button', { name: consent.ask, exact: true }).click()
  await lookAt(tablet, 'consent-2-begin')

  await option(sheet(hand), consent.sheet.language, languageNames.en).click()
  await sheet(hand).getByRole('button', { name: inEnglish.sheet.begin, exact: true }).click()
  const wishes = [
    ['record', true],
    ['readings', true],
    ['photos', false],
    ['marketing', false],
  ] as const
  for (const [purpose, given] of wishes) {
    const own = english.purposes[purpose]
    await expect(sheet(hand, own.title)).toBeVisible()
    await expect(sheet(hand, own.title)).toContainText(own.ifNo)
    await lookAt(tablet, `consent-3-${purpose}-en`)
    await sheet(hand)
      .getByRole('button', { name: given ? inEnglish.sheet.yes : inEnglish.sheet.no, exact: true })
      .click()
  }
  const summary = sheet(hand, inEnglish.sheet.summary)
  await expect(summary.getByRole('button', { name: inEnglish.sheet.pad.blank, exact: true })).toBeVisible()
  await draw(hand, summary.getByRole('img', { name: inEnglish.sheet.pad.canvas }))
  await lookAt(tablet, 'consent-4-signed-en')
  await summary.getByRole('button', { name: inEnglish.sheet.save, exact: true }).click()
  await expect(summary).toBeHidden()

  await expect(state(hand, 'record')).toContainText(consent.verified.intactSigned)
  await expect(state(hand, 'record').getByRole('img', { name: consent.signature })).toBeVisible()
  await expect(state(hand, 'photos')).toContainText(consent.state.refused)
  await lookAt(tablet, 'consent-5-guest-asked')
  const [guest] = await recordsOf(pageOf(hand), 'guests')
  const kept = await recordOf(pageOf(hand), 'consents', guest?.id ?? '')
  expect(Object.keys(kept.fields).sort()).toEqual(['marketing#1', 'photos#1', 'readings#1', 'record#1'])
  for (const [purpose, given] of wishes) {
    const act = kept.fields[`${purpose}#1`] as ConsentAct
    expect(act).toMatchObject({ given, language: 'en', version: 1, how: given ? 'signed' : 'said' })
    expect(act.signature?.length ?? 0, 'CS7').toBeLessThan(24 * 1024)
    expectIntact(kept.id, purpose, act)
  }

  await state(hand, 'readings').getByRole('button').click()
  await lookAt(tablet, 'consent-6-withdraw')
  await sheet(hand, consent.withdraw.title(consent.purpose.readings))
    .getByRole('button', { name: consent.withdraw.confirm, exact: true })
    .click()
  await expect(state(hand, 'readings')).toContainText(consent.state.withdrawn)
  const after = await recordOf(pageOf(hand), 'consents', kept.id)
  expect(after.fields['readings#1'], 'what was given stays as it was').toEqual(kept.fields['readings#1'])
  expectIntact(kept.id, 'readings', after.fields['readings#2'])

  await sheet(hand).getByRole('button', { name: guests.page.close, exact: true }).click()
  await goToPlace(hand, 'today')
  await walkIn(hand, '苏晓晴', /苏/)
  await expect(pageOf(hand).getByText(consent.line.notKept(consent.purpose.readings))).toBeVisible()
  await toReading(hand)
  await readUnkept(hand, 'A4.3-bp', { systolic: 117, diastolic: 73 })
  await expectNowhere(hand, [117])
})

async function toReading(hand: Hand) {
  await next(hand, 'A3')
  await next(hand, 'A4')
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
}

/** Entered like any reading; the row says that it was checked. */
async function readUnkept(hand: Hand, stepId: string, reading: { readonly [part: string]: number }) {
  const at = await fillReading(hand, stepId, reading)
  await expect(at).toContainText(visit.checked.only)
  await at.getByRole('button', { name: visit.saveKind.reading, exact: true }).click()
  await expect(at).toBeHidden()
  await expect(row(hand, stepId)).toContainText(visit.checked.pass)
  await expect(row(hand, stepId)).toContainText(visit.state.done)
}

type Row = {
  readonly table: string
  readonly id: string
  readonly fields: { readonly [name: string]: unknown }
}
type Kept = { readonly ops: readonly Row[] }

/** Every value in the database, opened: what the screens read, what came down, and all sets that were ever kept. */
async function everyLeaf(hand: Hand): Promise<readonly unknown[]> {
  const page = pageOf(hand)
  await recordsOf(page, 'visits')
  const rows = [...(await rowsIn<Row>(page, 'view')), ...(await rowsIn<Row>(page, 'base'))]
  const sets = [...(await rowsIn<Kept>(page, 'outbox')), ...(await rowsIn<Kept>(page, 'sent'))]
  // Of a set each field is the value with the clock that its author saw.
  const written = sets.flatMap(({ ops }) =>
    ops.map(({ table, id, fields }) => ({
      table,
      id,
      fields: Object.fromEntries(
        Object.entries(fields).map(([name, pair]) => [name, (pair as unknown[])[0]]),
      ),
    })),
  )
  return (await opened(page, [...rows, ...written])).flatMap(({ fields }) => leavesOf(fields))
}

async function expectNowhere(hand: Hand, numbers: readonly number[]) {
  const leaves = await everyLeaf(hand)
  expect(leaves, 'what is looked through is readable').toContain('pass')
  for (const n of numbers) expect(leaves, String(n)).not.toContain(n)
}

function leavesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value]
  return Object.values(value).flatMap(leavesOf)
}

test('[SEC16] a guest who refuses goes on under a number: checked, not kept, through to the urn', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await makeOwnShop(hand, SHOP)
  await walkIn(hand, '苏晓晴', /苏女士|苏晓晴/)
  const asked = consent.line.missing([consent.purpose.record, consent.purpose.readings].join(consent.and))
  await expect(pageOf(hand).getByText(asked)).toBeVisible()
  await lookAt(tablet, 'consent-7-visit-not-asked')
  await button(hand, consent.ask).click()
  await decide(hand, { yes: [] })
  const [guest] = await recordsOf(pageOf(hand), 'guests')
  const number = guestNumber(guest?.id ?? '')
  await expect(sheet(hand)).toContainText(consent.sheet.yourNumber(number))
  await lookAt(tablet, 'consent-8-all-no')
  await keepDecisions(hand, { yes: [] })

  const [unnamed] = await recordsOf(pageOf(hand), 'guests')
  const name = consent.form.numbered(number)
  expect(unnamed?.fields).toMatchObject({ name, address: name, phone: null })
  await expect(pageOf(hand).getByRole('complementary')).toContainText(name)
  await expect(pageOf(hand).getByText('苏晓晴')).toHaveCount(0)

  await toReading(hand)
  const high = await fillReading(hand, 'A4.3-bp', { systolic: 167, diastolic: 97 })
  await lookAt(tablet, 'consent-9-reading-not-kept')
  await option(high, visit.approval.who, '秦岚').click()
  await typePin(hand)
  await expect(option(high, visit.approval.who, '秦岚')).toBeChecked()
  await high.getByRole('button', { name: visit.saveKind.reading, exact: true }).click()
  await expect(row(hand, 'A4.3-bp')).toContainText(visit.checked.outside)
  await readUnkept(hand, 'A4.4-cct', { score: 63 })
  await expect(row(hand, 'A4.4-note')).toContainText(visit.refused.notAgreed)
  await sign(hand, 'A4.2-consent')
  await next(hand, 'A5')
  await readyForStart(hand, /^1 号房/)
  const { fields } = await visitOnScreen(pageOf(hand))
  expect(fields['A4.3-bp'].value).toEqual({ checked: 'outside' })
  expect(fields['A4.4-cct'].value).toEqual({ checked: 'pass' })
  expect(fields['A4.2-contraindications'].value).toEqual({ checked: 'pass' })
  await expectNowhere(hand, [167, 97, 63])
})

test('[S11] [SEC16] a guest who takes the record back in the middle of a visit leaves no reading of it, on no tablet and not in the server’s log', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  for (const each of [tablet, colleague]) each.complaints.allow(REFUSED)
  await tablet.open()
  await makeOwnShop(one, SHOP)
  await connectShop(one, server)
  await colleague.open()
  await joinShop(two, '秦岚')
  await walkIn(one, '苏晓晴', /苏/)
  await agree(one)
  await toReading(one)
  const bp = await fillReading(one, 'A4.3-bp', { systolic: 117, diastolic: 73 })
  await bp.getByRole('button', { name: visit.saveKind.reading, exact: true }).click()
  await expect(row(one, 'A4.3-bp')).toContainText('117')
  const kept = await visitOnScreen(pageOf(one))
  const guestId = String(kept.fields.guestId)
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
  expect(await everyLeaf(one)).toContain(117)
  expect(JSON.stringify(await auditOf(server.origin, one, kept))).toContain('117')

  await tablet.readyOffline()
  await tablet.loseWifi()
  await openGuest(one, '苏晓晴')
  await state(one, 'record').getByRole('button').click()
  await sheet(one, consent.withdraw.title(consent.purpose.record))
    .getByRole('button', { name: consent.withdraw.confirm, exact: true })
    .click()
  await button(one, consent.eraseToo.leave).click()
  await expect(state(one, 'record')).toContainText(consent.state.withdrawn)
  await sheet(one).getByRole('button', { name: guests.page.close, exact: true }).click()
  // Locked before it was sent: the no waits until somebody is signed in, for nobody is forgotten on a thief's word.
  await pageOf(one).reload()
  await expect(lockScreen(one)).toBeVisible()
  await tablet.findWifi()
  await pageOf(one).waitForTimeout(5_000)
  expect(await rowsIn(pageOf(one), 'outbox')).toHaveLength(1)
  await unlock(one)
  for (const hand of [one, two, one]) await exchangeNow(hand)
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
  const numbered = await recordOf(pageOf(two), 'visits', kept.id)
  expect(numbered.fields['A4.3-bp'].value).toEqual({ checked: 'pass' })
  for (const hand of [one, two]) await expectNowhere(hand, [117, 73])
  const audited = JSON.stringify(await auditOf(server.origin, one, kept))
  expect(audited).toContain('pass')
  for (const trace of ['117', guestId]) expect(audited).not.toContain(trace)
})

/** Who changed a record from what to what, as the server tells it, its values opened. */
async function auditOf(
  origin: string,
  hand: Hand,
  { table, id }: { readonly table: string; readonly id: string },
) {
  const headers = { [SHOP_HEADER]: (await shopOf(origin)) ?? '' }
  const { entries } = await ask<AuditAnswer>(origin, `${PATHS.audit}/${table}/${id}`, {
    ...{ token: observerAt(origin), headers },
  })
  const changes = entries.flatMap((entry) => entry.changes)
  expect(changes.length, 'there is something to look through').toBeGreaterThan(5)
  const sides = changes.flatMap(({ field, from, to }) => [
    { table, id, fields: { [field]: from } },
    { table, id, fields: { [field]: to } },
  ])
  return [changes, await opened(pageOf(hand), sides)]
}

test('[SEC16] a child is steamed with a guardian who decides and is there, and not below the shop’s age', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand, '陈国华')
  await goToPlace(hand, 'guests')
  await button(hand, guests.add).click()
  await typeInto(hand, guests.form.name, '许小满')
  await option(sheet(hand), consent.form.age, consent.form.ages.minor).click()
  await typeInto(hand, consent.form.born, '2013-05')
  await lookAt(tablet, 'consent-10-minor-form')
  await sheet(hand).getByRole('button', { name: guests.form.save, exact: true }).click()
  await sheet(hand).getByRole('button', { name: guests.page.close, exact: true }).click()

  await goToPlace(hand, 'today')
  await walkIn(hand, '许小满', /许/)
  await expect(pageOf(hand).getByText(consent.line.tooYoung(14))).toBeVisible()
  await lookAt(tablet, 'consent-11-too-young')

  await goToPlace(hand, 'shop')
  await pageOf(hand)
    .getByRole('region', { name: shopWords.identity.title })
    .getByRole('button', { name: shopWords.edit, exact: true })
    .click()
  await typeNumber(hand, sheet(hand), shopWords.identity.minAge, 12)
  await sheet(hand, shopWords.identity.title)
    .getByRole('button', { name: shopWords.save, exact: true })
    .click()
  await pageOf(hand).goBack()

  await expect(pageOf(hand).getByText(consent.line.guardian)).toBeVisible()
  await askInVisit(hand, {
    yes: ['record', 'readings'],
    asked: ['record', 'readings'],
    guardian: '许文',
  })
  const found = (await recordsOf(pageOf(hand), 'consents')).find(({ fields }) => fields['record#1']?.guardian)
  expect(found?.fields['record#1']).toMatchObject({ given: true, guardian: '许文', how: 'signed' })
  expectIntact(found?.id ?? '', 'record', found?.fields['record#1'])

  await toReading(hand)
  const at = await fillReading(hand, 'A4.3-bp', { systolic: 104, diastolic: 66 })
  await at.getByRole('button', { name: visit.saveKind.reading, exact: true }).click()
  await expect(row(hand, 'A4.3-bp')).toContainText('104/66')
  await sign(hand, 'A4.2-consent')
  await next(hand, 'A5')
  await readyForStart(hand, /^1 号房/)
  await expect(pageOf(hand).getByText(visit.refused.guardianAbsent)).toBeVisible()
  await button(hand, consent.line.guardianAsk).click()
  await typeInto(hand, consent.sheet.guardianName, '许文')
  await sheet(hand).getByRole('button', { name: consent.line.guardianSave, exact: true }).click()
  await expect(pageOf(hand).getByText(visit.refused.guardianAbsent)).toBeHidden()
})
