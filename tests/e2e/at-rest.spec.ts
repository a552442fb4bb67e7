import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agree } from './drive/consent.ts'
import { button, handOf, pageOf, typeInto } from './drive/hand.ts'
import { lockScreen, OWN_PIN, reload } from './drive/lock.ts'
import { rawKeysOf } from './drive/opened.ts'
import { idOnScreen, recordOf } from './drive/records.ts'
import { goToPlace, makeOwnShop } from './drive/shop.ts'
import { noContraindication } from './drive/stages.ts'
import { confirmGuest, next, read, sign, write } from './drive/steps.ts'
import { walkIn } from './drive/today.ts'
import { words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

/** Long, and like nothing else: Snappy, by which LevelDB packs its tables, copies such a string as it is. */
const [GUEST, PHONE, NOTE] = ['Zorblatt Quimbyfield', '10000097315', 'Xylophone 5531 beside the window']
const [TYPED, CHINESE, CHINESE_NOTE] = ['Vexworthy', '苏晓晴岚', '怕热喜欢靠窗安静的座位']
/** Stored in the clear, so that a search which finds nothing at all would fail. */
const [SHOP, MANAGER] = ['Kontrollwort 4711 Teahouse', 'Grimbleshaw']
const [SYSTOLIC, DIASTOLIC] = [137, 83]

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** As a browser may write it: a string of bytes, of two-byte characters, or a key of IndexedDB, which has its bytes swapped. */
function spellings(text: string): readonly Buffer[] {
  const little = Buffer.from(text, 'utf16le')
  return [Buffer.from(text, 'utf8'), little, Buffer.from(little).swap16()]
}

/** `"systolic": 137` as V8 writes an object: the name with its length, then a whole number by zigzag. */
function reading(name: string, value: number): Buffer {
  const zigzag = value * 2
  const bytes = zigzag < 128 ? [zigzag] : [(zigzag & 127) | 128, zigzag >> 7]
  return Buffer.concat([Buffer.from(`${name}I`, 'latin1'), Buffer.from(bytes)])
}

test('[SEC1] [SEC2] the profile folder of a used, locked tablet holds no name, phone, note or reading, and no key', async ({
  tablet,
  clock,
  folder,
}) => {
  test.setTimeout(400_000)
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await tablet.readyOffline()
  let code = ''
  await makeOwnShop(
    hand,
    {
      name: SHOP,
      rooms: 2,
      staff: [{ name: MANAGER, role: 'manager' }],
      guests: [
        { name: GUEST, gender: 'female', phone: PHONE },
        { name: CHINESE, gender: 'female' },
      ],
    },
    (shown) => {
      code = shown
    },
  )
  await walkIn(hand, GUEST, new RegExp(GUEST))
  await agree(hand)
  await write(hand, 'A2.2-features', `${NOTE} ${CHINESE_NOTE}`)
  await next(hand, 'A3')
  await next(hand, 'A4')
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: SYSTOLIC, diastolic: DIASTOLIC })
  await sign(hand, 'A4.2-consent')
  const visit = idOnScreen(pageOf(hand))
  const { fields } = await recordOf(pageOf(hand), 'visits', visit)
  const strokes = String(fields['A4.2-consent'].value.strokes)
  expect(fields['A4.3-bp'].value).toMatchObject({ systolic: SYSTOLIC, diastolic: DIASTOLIC })

  // What is typed and never saved, and what a browser offers to complete, lies somewhere too if anybody keeps it.
  await goToPlace(hand, 'guests')
  await typeInto(hand, words.guests.search, TYPED)
  await reload(hand)
  await goToPlace(hand, 'guests')
  await button(hand, words.guests.add).click()
  await typeInto(hand, words.guests.form.name, TYPED)
  await reload(hand)
  await pageOf(hand)
    .getByRole('banner')
    .getByRole('button', { name: /现在操作的是/ })
    .click()
  await button(hand, words.lock.lockNow).click()
  await expect(lockScreen(hand)).toBeVisible()
  const { raw, secret } = await rawKeysOf(pageOf(hand))
  const session = await tablet.context.browser()?.newBrowserCDPSession()
  await session?.send('Browser.close').catch(() => undefined)
  await tablet.kill().catch(() => undefined)

  const files = filesBelow(join(folder, 'profile')).map((path) => ({ path, bytes: readFileSync(path) }))
  const holders = (sought: readonly Buffer[]) =>
    files.filter(({ bytes }) => sought.some((one) => bytes.includes(one))).map(({ path }) => path)
  const inDatabase = (path: string) => path.includes('IndexedDB')
  expect(holders(spellings(SHOP)).some(inDatabase), 'the search finds what is there').toBe(true)
  expect(holders(spellings(MANAGER)).some(inDatabase)).toBe(true)
  expect(holders([Buffer.from(secret)]).some(inDatabase), 'the device secret is there, as base64').toBe(true)

  for (const planted of [GUEST, 'Zorblatt', PHONE, NOTE, 'Xylophone', CHINESE, CHINESE_NOTE, TYPED])
    expect(holders(spellings(planted)), planted).toEqual([])
  expect(holders(spellings(strokes.slice(0, 24))), 'the signature').toEqual([])
  expect(holders([reading('systolic', SYSTOLIC), reading('diastolic', DIASTOLIC)]), 'the reading').toEqual([])
  expect(code).toMatch(/^[0-9A-Z]{28}$/)
  for (const between of ['', '-', ' '])
    expect(holders(spellings((code.match(/.{4}/g) ?? []).join(between))), 'the recovery code').toEqual([])
  const key = Buffer.from(raw)
  const written = [key.toString('base64'), key.toString('hex')].flatMap(spellings)
  expect(holders([key, ...written]), 'the shop’s key').toEqual([])
  expect(
    holders(spellings(OWN_PIN)).filter((path) => /IndexedDB|Storage|Session/.test(path)),
    'a PIN',
  ).toEqual([])
})
