/** First run: the sample shop, or a shop of one's own through the wizard; and who is working. */
import { expect } from '@playwright/test'
import { button, type Hand, option, pageOf, sheet, typeInto } from './hand.ts'
import { neverLock, OWN_PIN, typePin, unlock } from './lock.ts'
import { words } from './words.ts'

const { setup, shell, kit, today, lock } = words

export type OwnShop = {
  readonly name: string
  readonly rooms: number
  readonly staff: readonly { readonly name: string; readonly role: keyof typeof shell.role }[]
  readonly guests: readonly {
    readonly name: string
    readonly gender: 'female' | 'male'
    readonly phone?: string
  }[]
}

/** Opens the sample shop and signs in. */
export async function takeSampleShop(hand: Hand, who = '林晓芸'): Promise<void> {
  await button(hand, setup.takeSample).click()
  await pickWho(hand, who)
  await neverLock(hand)
}

/** A shop of one's own, step by step, with the same PIN for all; the first of the staff works. `onCode`: what is to be copied. */
export async function makeOwnShop(
  hand: Hand,
  shop: OwnShop,
  onCode: (code: string) => void = () => undefined,
): Promise<void> {
  await button(hand, setup.beginOwn).click()
  await typeInto(hand, setup.shop.name, shop.name)
  await button(hand, setup.next).click()
  await addRooms(hand, shop.rooms)
  await button(hand, setup.next).click()
  for (const { name, role } of shop.staff) {
    await typeInto(hand, setup.staff.name, name)
    await option(pageOf(hand).getByRole('main'), setup.staff.role, shell.role[role]).click()
    await button(hand, setup.staff.add).click()
    await expect(pageOf(hand).getByRole('list', { name: setup.staff.list })).toContainText(name)
  }
  await button(hand, setup.next).click()
  for (const { name } of shop.staff) {
    await button(hand, setup.pins.choose(name)).click()
    const at = sheet(hand, lock.newPin.title(name))
    await typePin(hand, OWN_PIN)
    await expect(at).toContainText(lock.newPin.again)
    await typePin(hand, OWN_PIN)
    await expect(at).toBeHidden()
  }
  await button(hand, setup.next).click()
  for (const { name, gender, phone } of shop.guests) {
    await typeInto(hand, setup.guests.name, name)
    await typeInto(hand, setup.guests.phone, phone ?? '')
    await option(pageOf(hand).getByRole('main'), setup.guests.gender, kit.genderWord[gender]).click()
    await button(hand, setup.guests.add).click()
    await expect(pageOf(hand).getByRole('list', { name: setup.guests.list })).toContainText(name)
  }
  await button(hand, setup.finish).click()
  await expect(button(hand, lock.recovery.written)).toBeVisible({ timeout: 30_000 })
  const code = await pageOf(hand).getByRole('status', { name: lock.recovery.code }).textContent()
  onCode((code ?? '').replaceAll(' ', ''))
  await button(hand, lock.recovery.written).click()
  const manager = shop.staff.find(({ role }) => role === 'manager')?.name ?? ''
  await expect(button(hand, shell.who.label(manager))).toBeVisible({ timeout: 30_000 })
  await neverLock(hand)
  const [first] = shop.staff
  if (first && first.name !== manager) await changeWho(hand, first.name)
}

async function addRooms(hand: Hand, rooms: number) {
  const stepper = pageOf(hand).getByRole('group', { name: setup.rooms.count, exact: true })
  await stepper.getByRole('button').nth(1).click()
  const pad = sheet(hand, setup.rooms.count)
  await pad.getByRole('button', { name: String(rooms), exact: true }).click()
  await pad.getByRole('button', { name: kit.confirm, exact: true }).click()
  await expect(pageOf(hand).getByRole('textbox', { name: setup.rooms.roomName(rooms) })).toBeVisible()
}

/** Signs in on the locked tablet. */
export async function pickWho(hand: Hand, name: string): Promise<void> {
  await unlock(hand, name)
  await expect(button(hand, shell.who.label(name))).toBeVisible()
}

/** Somebody else takes the tablet. */
export async function changeWho(hand: Hand, name: string): Promise<void> {
  await pageOf(hand)
    .getByRole('banner')
    .getByRole('button', { name: /现在操作的是/ })
    .click()
  const asked = sheet(hand, shell.who.title)
  await asked.getByRole('button', { name: new RegExp(name) }).click()
  await typePin(hand)
  await expect(asked).toBeHidden()
  await expect(button(hand, shell.who.label(name))).toBeVisible()
}

/** One of the places in the bar. */
export async function goToPlace(hand: Hand, place: 'today' | 'rooms' | 'guests' | 'shop'): Promise<void> {
  const places = pageOf(hand).getByRole('navigation', { name: shell.nav })
  await places.getByRole('link', { name: shell[place], exact: true }).click()
  if (place === 'today') await expect(pageOf(hand).getByRole('main', { name: today.title })).toBeVisible()
  else await expect(pageOf(hand).getByRole('heading', { level: 1, name: words[place].title })).toBeVisible()
}
