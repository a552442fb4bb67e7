/** Answers steps of a visit or a turnover, each as a person does it, and waits until the row says that it is kept. */
import { expect, type Locator } from '@playwright/test'
import { toList } from './challenge.ts'
import { button, expectHeading, type Hand, option, pageOf, pass, rowOf, sheet } from './hand.ts'
import { groupOf, labelOf, optionOf, signTitleOf, stageOf, stepOf, stepsInGroup, words } from './words.ts'

const { visit, kit } = words
/** A person looks before the next tap; quicker ones at the same place count as a double tap (ui/visit/stage/second-tap.ts). */
const LOOK_MS = 450

/** A step's row. */
export function row(hand: Hand, stepId: string): Locator {
  return rowOf(hand, labelOf(stepId), visit.more)
}

/** The row of a group. */
export function groupRow(hand: Hand, groupId: string): Locator {
  return rowOf(hand, groupOf(groupId), visit.more)
}

async function kept(hand: Hand, at: Locator, stepIds: readonly string[], value: unknown) {
  await expect(at).toContainText(visit.state.done)
  for (const stepId of stepIds) hand.tapped.set(stepId, value)
  await pageOf(hand).waitForTimeout(LOOK_MS)
}

/** One tap for steps that are done together; `not` are those that this guest is not asked. */
export async function together(hand: Hand, groupId: string, not: readonly string[] = []): Promise<void> {
  const at = groupRow(hand, groupId)
  await at.getByRole('button').first().click()
  await kept(
    hand,
    at,
    stepsInGroup(groupId).filter((id) => !not.includes(id)),
    true,
  )
}

/** One tap on the whole row: done, or said. */
export async function tick(hand: Hand, ...stepIds: readonly string[]): Promise<void> {
  for (const stepId of stepIds) {
    const at = row(hand, stepId)
    await at.getByRole('button').first().click()
    await kept(hand, at, [stepId], true)
  }
}

/** One option, or several, by their buttons in the row. */
export async function choose(hand: Hand, stepId: string, ...optionIds: readonly string[]): Promise<void> {
  const step = stepOf(stepId)
  const isMany = step.kind === 'choose' && step.many === true
  const at = row(hand, stepId)
  for (const id of optionIds) {
    await at.getByRole(isMany ? 'button' : 'radio', { name: optionOf(stepId, id), exact: true }).click()
    await expect(at).toContainText(visit.state.done)
  }
  await kept(hand, at, [stepId], isMany ? optionIds : optionIds[0])
}

/** "This is the guest" on the card that asks for it. */
export async function confirmGuest(hand: Hand, stepId: string): Promise<void> {
  const card = pageOf(hand).getByRole('region', { name: labelOf(stepId) })
  await card.getByRole('button', { name: optionOf(stepId, 'same'), exact: true }).click()
  await kept(hand, row(hand, stepId), [stepId], 'same')
}

/** A number by tapping plus until it stands there. */
export async function count(hand: Hand, stepId: string, n: number): Promise<void> {
  const label = labelOf(stepId)
  const stepper = pageOf(hand).getByRole('group', { name: label, exact: true })
  for (let shown = 1; shown <= n; shown += 1) {
    await stepper.getByRole('button', { name: `${label} ${kit.more}` }).click()
    await expect(stepper.getByRole('button', { name: `${label} ${shown}`, exact: true })).toBeVisible()
  }
  await kept(hand, row(hand, stepId), [stepId], n)
}

/** Types a number on our own pad. */
export async function typeNumber(hand: Hand, within: Locator, label: string, n: number): Promise<void> {
  const stepper = within.getByRole('group', { name: label, exact: true })
  await stepper.getByRole('button').nth(1).click()
  const pad = sheet(hand, label)
  for (const digit of String(n)) await pad.getByRole('button', { name: digit, exact: true }).click()
  await pad.getByRole('button', { name: kit.confirm, exact: true }).click()
  await expect(pad).toBeHidden()
}

/** Opens a reading's sheet and fills it: `{ systolic: 118, diastolic: 76 }`. */
export async function fillReading(
  hand: Hand,
  stepId: string,
  reading: { readonly [part: string]: number },
): Promise<Locator> {
  await row(hand, stepId).getByRole('button').first().click()
  const at = sheet(hand, labelOf(stepId))
  for (const [part, n] of Object.entries(reading)) await typeNumber(hand, at, optionOf(stepId, part), n)
  return at
}

/** A reading, kept. */
export async function read(
  hand: Hand,
  stepId: string,
  reading: { readonly [part: string]: number },
): Promise<void> {
  const at = await fillReading(hand, stepId, reading)
  await at.getByRole('button', { name: visit.saveKind.reading, exact: true }).click()
  await expect(at).toBeHidden()
  await kept(hand, row(hand, stepId), [stepId], reading)
}

/** A note. */
export async function write(hand: Hand, stepId: string, note: string): Promise<void> {
  await row(hand, stepId).getByRole('button').first().click()
  const at = sheet(hand, labelOf(stepId))
  await at.getByRole('textbox').fill(note)
  await at.getByRole('button', { name: visit.saveKind.note, exact: true }).click()
  await kept(hand, row(hand, stepId), [stepId], note)
}

/** The guest signs on the pad: two strokes. */
export async function sign(hand: Hand, stepId: string): Promise<void> {
  await row(hand, stepId).getByRole('button').first().click()
  const at = sheet(hand, signTitleOf(stepId))
  await draw(hand, at.getByRole('img', { name: visit.signature.canvas }))
  await at.getByRole('button', { name: visit.saveKind.signature, exact: true }).click()
  await expect(at).toBeHidden()
  await kept(hand, row(hand, stepId), [stepId], { strokes: expect.stringMatching(/./) })
}

/** Two strokes on a pad. */
export async function draw(hand: Hand, pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('the signature pad is not on the screen')
  const { mouse } = pageOf(hand)
  for (const lift of [0.35, 0.6]) {
    await mouse.move(box.x + box.width * 0.2, box.y + box.height * lift)
    await mouse.down()
    for (const share of [0.35, 0.5, 0.65, 0.8]) {
      await mouse.move(box.x + box.width * share, box.y + box.height * (lift + (share - 0.5) * 0.4), {
        steps: 3,
      })
    }
    await mouse.up()
  }
}

/** Everything of the standard set is there. */
export async function supplied(hand: Hand, stepId: string): Promise<void> {
  await tick(hand, stepId)
}

/** Started, and ended so many minutes later. */
export async function time(hand: Hand, stepId: string, minutes: number): Promise<void> {
  await startTime(hand, stepId)
  await pass(hand, minutes)
  await endTime(hand, stepId)
}

/** The start of a timed step. */
export async function startTime(hand: Hand, stepId: string): Promise<void> {
  const at = row(hand, stepId)
  await at.getByRole('button', { name: visit.startTimed, exact: true }).click()
  await expect(at.getByRole('button', { name: visit.endTimed, exact: true })).toBeVisible()
}

/** The end of a timed step. */
export async function endTime(hand: Hand, stepId: string): Promise<void> {
  const at = row(hand, stepId)
  await at.getByRole('button', { name: visit.endTimed, exact: true }).click()
  await kept(hand, at, [stepId], { startedAt: expect.any(Number), endedAt: expect.any(Number) })
}

/** Leaves the stage by its one button, which names the stage to come. */
export async function next(hand: Hand, stageId: string): Promise<void> {
  await button(hand, visit.next(stageOf(stageId).short)).click()
  // On leaving the room everything is asked for first.
  if (stageId === 'A9') await toList(hand, 'leaveRoom')
  await expectHeading(hand, stageOf(stageId).name)
}

/** Another stage by the rail. */
export async function goTo(hand: Hand, stageId: string): Promise<void> {
  const rail = pageOf(hand).getByRole('navigation', { name: visit.stages })
  await rail.getByRole('button', { name: new RegExp(`^${stageOf(stageId).short}`) }).click()
  await expectHeading(hand, stageOf(stageId).name)
}

/** Leaves a stage of the room, which runs beside the guest's. */
export async function doneBeside(hand: Hand, stageId: string): Promise<void> {
  await button(hand, visit.doneStage(stageOf(stageId).short)).click()
  await expect(pageOf(hand).getByRole('heading', { level: 1, name: stageOf(stageId).name })).toBeHidden()
}

/** Takes a urn by the room's name. */
export async function takePlace(hand: Hand, place: string | RegExp): Promise<void> {
  await button(hand, visit.bar.menu).click()
  await sheet(hand).getByRole('button', { name: visit.bar.place }).click()
  const at = sheet(hand, visit.place.title)
  await at.getByRole('button', { name: place }).click()
  await at.getByRole('button', { name: visit.place.save, exact: true }).click()
  await expect(at).toBeHidden()
}

/** Answers a question of a sheet by one of its options. */
export async function pick(hand: Hand, group: string, name: string): Promise<void> {
  await option(sheet(hand), group, name).click()
}
