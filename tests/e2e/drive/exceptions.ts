/** What is done when something is different: not done, entered later, corrected, undone, handed over, moved. */
import { expect } from '@playwright/test'
import { button, type Hand, option, pageOf, sheet, typeInto } from './hand.ts'
import { row, typeNumber } from './steps.ts'
import { labelOf, optionOf, reasonOf, words } from './words.ts'

const { visit, today } = words

async function openMore(hand: Hand, stepId: string) {
  await button(hand, visit.more(labelOf(stepId))).click()
  return sheet(hand, labelOf(stepId))
}

/** Left out, with a reason. */
export async function notDone(hand: Hand, stepId: string, reason: string): Promise<void> {
  const more = await openMore(hand, stepId)
  await more.getByRole('button', { name: visit.menu.notDone, exact: true }).click()
  const at = sheet(hand, labelOf(stepId))
  await option(at, visit.notDone.title, reasonOf(reason)).click()
  await at.getByRole('button', { name: visit.notDone.save, exact: true }).click()
  await expect(row(hand, stepId)).toContainText(visit.notDone.words(reasonOf(reason)))
  hand.tapped.set(stepId, { notDone: reason })
}

/** A note that was forgotten, entered with when it was. */
export async function writeLate(
  hand: Hand,
  stepId: string,
  note: string,
  agoMin: 5 | 10 | 15 | 30,
): Promise<void> {
  const more = await openMore(hand, stepId)
  await more.getByRole('button', { name: visit.menu.late, exact: true }).click()
  const at = sheet(hand, `${visit.lateTitle}${visit.colon}${labelOf(stepId)}`)
  await at.getByRole('textbox').fill(note)
  await option(at, visit.when.title, visit.when.ago(agoMin)).click()
  await at.getByRole('button', { name: visit.lateSave, exact: true }).click()
  await expect(at).toBeHidden()
  await expect(row(hand, stepId)).toContainText(/补录/)
  hand.tapped.set(stepId, note)
}

/** Corrects a reading of a stage that was left; the reason is asked before it can be saved. */
export async function correctReading(
  hand: Hand,
  stepId: string,
  reading: { readonly [part: string]: number },
  why: string,
): Promise<void> {
  const more = await openMore(hand, stepId)
  await more.getByRole('button', { name: visit.menu.correct, exact: true }).click()
  const at = sheet(hand, `${visit.correct.title}${visit.colon}${labelOf(stepId)}`)
  for (const [part, n] of Object.entries(reading)) await typeNumber(hand, at, optionOf(stepId, part), n)
  await at.getByRole('button', { name: visit.correct.needWhy, exact: true }).click()
  await expect(at, 'nothing is corrected without a reason').toBeVisible()
  await option(at, visit.correct.why, reasonOf(why)).click()
  await at.getByRole('button', { name: visit.correct.save, exact: true }).click()
  await expect(at).toBeHidden()
  await expect(row(hand, stepId)).toContainText(visit.corrected)
  hand.tapped.set(stepId, expect.objectContaining(reading))
}

/** Takes back what was tapped last. */
export async function undo(hand: Hand, stepId: string): Promise<void> {
  await button(hand, visit.undoWhat(labelOf(stepId))).click()
  await expect(row(hand, stepId)).toContainText(visit.state.open)
  hand.tapped.delete(stepId)
}

/** Opens one of the entries of the visit's own menu. */
export async function fromMenu(hand: Hand, entry: string): Promise<void> {
  await button(hand, visit.bar.menu).click()
  await sheet(hand, visit.bar.menu).getByRole('button', { name: entry, exact: true }).click()
}

/** To a colleague. */
export async function handOver(hand: Hand, name: string, reason: string): Promise<void> {
  await fromMenu(hand, visit.bar.handOver)
  const at = sheet(hand, visit.handOver.title)
  await option(at, visit.handOver.title, name).click()
  await option(at, visit.handOver.why, reasonOf(reason)).click()
  await at.getByRole('button', { name: visit.handOver.save, exact: true }).click()
  await expect(at).toBeHidden()
}

/** To the guest whose visit it really is. */
export async function moveTo(hand: Hand, search: string, found: RegExp, why: string): Promise<void> {
  const at = sheet(hand, visit.move.title)
  await typeInto(hand, today.sheet.findLabel, search)
  await at.getByRole('list', { name: today.sheet.found }).getByRole('button', { name: found }).click()
  await typeInto(hand, visit.move.why, why)
  await at.getByRole('button', { name: /^换成/ }).click()
  await expect(at).toBeHidden()
}

/** The room and the urn are said in the line below the stage's name. */
export async function expectAbout(hand: Hand, text: string): Promise<void> {
  await expect(pageOf(hand).getByRole('main')).toContainText(text)
}
