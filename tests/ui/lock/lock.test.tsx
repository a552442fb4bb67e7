/** The locked tablet as a person sees it: no name, the urns by room, and the PIN that leads back. */
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keeping } from '../../../src/db/commit.ts'
import { setDeviceSetting } from '../../../src/db/device-settings.ts'
import { readRecord, type SyncRecord } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { lock } from '../../../src/ui/state/lock.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { lock as words } from '../../../src/ui/strings/zh-cn/lock.ts'
import { fromServer, put } from '../../db/tablet.ts'
import { putAway, sealedTablet, showApp, type TestTablet } from '../state/harness.tsx'
import { guestInUrn } from '../state/in-urn.ts'

const LONG = { timeout: 30_000 }
const MIN = 60_000
const [LIN, ZHOU] = ['sample-staff-lin' as StaffId, 'sample-staff-zhou' as StaffId]
let of: TestTablet

beforeEach(async () => {
  of = await sealedTablet()
})
afterEach(() => {
  cleanup()
  putAway()
})

const locked = () => screen.findByRole('main', { name: '已锁屏' }, LONG)
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }, LONG))
const signedIn = (who: StaffId) => waitFor(() => expect(useSession.getState().who).toBe(who), LONG)

async function signInAs(name: RegExp, pin = SAMPLE_PIN) {
  await press(name)
  const erase = await screen.findByRole('button', { name: '删掉一位' }, LONG)
  await waitFor(() => expect(erase).toHaveProperty('disabled', false), LONG)
  await userEvent.keyboard(pin)
}

/** Whatever anybody could read off the page. */
const read = () => document.documentElement.outerHTML

describe('signing in', () => {
  test('[SEC6] the PIN leads to where the tablet was asked to be, and whoever worked last is offered first', async () => {
    const { history } = await showApp(of, '/guests')
    await locked()
    expect(read()).not.toMatch(/王秀兰|王女士/)
    await signInAs(/周敏/)
    await signedIn(ZHOU)
    expect(await screen.findByRole('heading', { level: 1, name: '顾客' }, LONG)).toBeTruthy()
    expect(await screen.findAllByText('王秀兰', {}, LONG)).not.toHaveLength(0)
    expect(history.at(-1)).toBe('/guests')
    await act(() => lock(of.services))
    await locked()
    expect(of.services.keys.isLocked()).toBe(true)
    expect(read()).not.toMatch(/王秀兰|王女士/)
    expect(await screen.findByRole('button', { name: /周敏/, current: true }, LONG)).toBeTruthy()
  })

  test('[SEC5] wrong PINs are told, and after five there is a wait that says how long', async () => {
    await showApp(of, '/')
    await locked()
    for (let n = 1; n <= 5; n += 1) {
      await signInAs(/周敏/, '135790')
      if (n < 5) await screen.findByText('密码不对，请再输一次。', {}, LONG)
      await waitFor(() => expect(screen.queryByText('正在核对…')).toBeNull(), LONG)
    }
    expect(await screen.findByText('输错的次数多了，1:00 后才能再试。', {}, LONG)).toBeTruthy()
    expect(useSession.getState().who).toBeNull()
  })

  test('another person takes the tablet by the name at the top right; the screen stays', async () => {
    const { history } = await showApp(of, '/rooms')
    await signInAs(/林晓芸/)
    await signedIn(LIN)
    await press('现在操作的是林晓芸，点此换人')
    await signInAs(/周敏/)
    await signedIn(ZHOU)
    expect(history.at(-1)).toBe('/rooms')
    expect(await screen.findByRole('heading', { level: 1, name: '房间' }, LONG)).toBeTruthy()
  })

  test('[SEC2] "lock" in the same sheet locks', async () => {
    await showApp(of, '/rooms')
    await signInAs(/林晓芸/)
    await press('现在操作的是林晓芸，点此换人')
    await press('锁屏')
    await locked()
    await waitFor(() => expect(of.services.keys.isLocked()).toBe(true))
  })

  test('[SEC6] a tablet that nobody touched for its minutes is locked, told from the instant of the last touch', async () => {
    await setDeviceSetting(of.store, 'lockAfterMin', 2)
    await showApp(of, '/rooms')
    await signInAs(/林晓芸/)
    await signedIn(LIN)
    await screen.findByRole('heading', { level: 1, name: '房间' }, LONG)
    const wake = () => act(async () => void document.dispatchEvent(new Event('visibilitychange')))
    of.clock.at += 2 * MIN - 1_000
    await wake()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(useSession.getState().who).toBe(LIN)
    of.clock.at += 1_000
    await wake()
    await locked()
  })
})

describe('whoever is on leave', () => {
  const CHEN = 'sample-staff-chen' as StaffId
  const leave = async (id: StaffId, isAway = true) => {
    const { fields = {}, clocks = {} } = (await readRecord(of.store, { table: 'staff', id })) ?? {}
    await act(() => fromServer(of.store, { table: 'staff', id, clocks, fields: { ...fields, away: isAway } }))
  }
  const row = (name: RegExp) => screen.findByRole('button', { name }, LONG)

  test('[SEC7] stands on the lock screen with the reason and cannot be chosen, also where they worked last; back at work they can', async () => {
    useSession.setState({ last: ZHOU })
    await leave(ZHOU)
    await showApp(of, '/rooms')
    await locked()
    expect(await row(/周敏.*休假.*休假中不能登录/)).toHaveProperty('disabled', true)
    expect(screen.queryByText('周敏的六位密码')).toBeNull()
    await leave(ZHOU, false)
    await waitFor(async () => expect(await row(/周敏/)).toHaveProperty('disabled', false), LONG)
    await signInAs(/周敏/)
    await signedIn(ZHOU)
  })

  test('[SEC7] does not take the tablet over either', async () => {
    await leave(ZHOU)
    await showApp(of, '/rooms')
    await signInAs(/林晓芸/)
    await press('现在操作的是林晓芸，点此换人')
    expect(await row(/周敏.*休假中不能登录/)).toHaveProperty('disabled', true)
  })

  test('[SEC7] is signed out as soon as the tablet hears of it; what they had just tapped is kept', async () => {
    await showApp(of, '/rooms')
    await signInAs(/周敏/)
    await signedIn(ZHOU)
    await screen.findByRole('heading', { level: 1, name: '房间' }, LONG)
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const tapped = keeping(
      of.store,
      held.then(() =>
        put(of.store, { table: 'guests', id: 'g-late', create: true, fields: { name: '林小满' } }),
      ),
    )
    await leave(ZHOU)
    await locked()
    expect(useSession.getState().who).toBeNull()
    go()
    await tapped
    await waitFor(() => expect(of.services.keys.isLocked()).toBe(true))
    const kept = await of.store.database.outbox.toArray()
    expect(kept.some(({ ops }) => ops.some(({ id }) => id === 'g-late'))).toBe(true)
    expect(await row(/周敏/)).toHaveProperty('disabled', true)
  })

  test('[SEC7] signs in where nobody else could run the shop: the last manager', async () => {
    await leave(CHEN)
    await showApp(of, '/shop')
    await signInAs(/陈国华/)
    await signedIn(CHEN)
    await press(/陈国华.*店长/)
    await userEvent.click(await screen.findByRole('radio', { name: '在岗' }, LONG))
    await press('保存')
    await waitFor(async () =>
      expect((await readRecord(of.store, { table: 'staff', id: CHEN }))?.fields.away).toBe(false),
    )
    expect(useSession.getState().who).toBe(CHEN)
  })
})

describe('whoever is given another PIN', () => {
  const given = async (slot: SyncRecord['fields'][string]) => {
    const { fields = {}, clocks = {} } = (await readRecord(of.store, { table: 'staff', id: ZHOU })) ?? {}
    await act(() => fromServer(of.store, { table: 'staff', id: ZHOU, clocks, fields: { ...fields, slot } }))
  }
  const slotOf = async (id: StaffId) =>
    (await readRecord(of.store, { table: 'staff', id }))?.fields.slot ?? null
  /** The part that watches comes after the screens. */
  const watched = async () => {
    await signedIn(ZHOU)
    await screen.findByRole('heading', { level: 1, name: '房间' }, LONG)
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)))
  }

  test('[SEC7] by a manager elsewhere is signed out as soon as the tablet hears of it, and so is whose PIN was taken', async () => {
    await showApp(of, '/rooms')
    await signInAs(/周敏/)
    await watched()
    // As good as any: what counts is that it is another.
    await given(await slotOf(LIN))
    await locked()
    await given(await slotOf('sample-staff-he' as StaffId))
    cleanup()
    useSession.setState({ who: ZHOU })
    await showApp(of, '/rooms')
    await watched()
    await given(null)
    await locked()
  }, 90_000)

  test('[SEC7] another’s new PIN, or what else changes in one’s own record, signs nobody out', async () => {
    await showApp(of, '/rooms')
    await signInAs(/周敏/)
    await watched()
    await put(of.store, { table: 'staff', id: ZHOU, fields: { name: '周敏敏' } })
    await put(of.store, { table: 'staff', id: LIN, fields: { slot: await slotOf(ZHOU) } })
    await screen.findByRole('button', { name: /周敏敏/ }, LONG)
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)))
    expect(useSession.getState().who).toBe(ZHOU)
  }, 90_000)

  test('[SEC7] who changes their own stays where they did it', async () => {
    await showApp(of, '/shop')
    await signInAs(/周敏/)
    await signedIn(ZHOU)
    await press(/^周敏.*健康顾问/)
    const before = await slotOf(ZHOU)
    const typed = async (pin: string, prompt: string | RegExp) => {
      await screen.findByText(prompt, {}, LONG)
      await waitFor(
        () => expect(screen.getByRole('button', { name: '删掉一位' })).toHaveProperty('disabled', false),
        LONG,
      )
      await userEvent.keyboard(pin)
    }
    await typed(SAMPLE_PIN, words.newPin.signerOwn)
    await typed('418205', '请本人输入六位数字，别让旁边的人看见。')
    await typed('418205', '请再输一次。')
    await waitFor(async () => expect(await slotOf(ZHOU)).not.toEqual(before), LONG)
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)))
    expect(useSession.getState().who).toBe(ZHOU)
  }, 90_000)
})

describe('an urn under way on a locked tablet', () => {
  beforeEach(async () => {
    await of.services.keys.unlock({ person: LIN, pin: SAMPLE_PIN }, false)
    await guestInUrn(of, { room: '3', ms: 12 * MIN })
    of.services.keys.lock()
  })

  test('[SEC6] [D13] stands there by room with its time; its alarm calls by room, and nobody’s name is anywhere', async () => {
    await showApp(of, '/visit/v1')
    await locked()
    const urns = await screen.findByRole('region', { name: '各房间的瓮' }, LONG)
    expect(await within(urns).findByText('3 号房', {}, LONG)).toBeTruthy()
    expect(within(urns).getByText(/还有 18:0/)).toBeTruthy()
    of.clock.at += 18 * MIN + 20_000
    const alarm = await screen.findByText(/^3 号房 已超过 30 分，请关瓮/, {}, LONG)
    expect(alarm).toBeTruthy()
    expect(read()).not.toMatch(/王秀兰|王女士|顾客未登记/)
  })

  test('[D6] says beside the half hour how long its shorter plan still is', async () => {
    const fields = (at: number) => ({
      [`${structure.clock.start}#1`]: { value: { setting: '1', plannedMin: 15 }, at, by: LIN },
    })
    await of.services.keys.unlock({ person: LIN, pin: SAMPLE_PIN }, false)
    await guestInUrn(of, { id: 'v2', guest: 'zhang', room: '6', ms: 5 * MIN, fields })
    of.services.keys.lock()
    await showApp(of, '/')
    await locked()
    const urns = await screen.findByRole('region', { name: '各房间的瓮' }, LONG)
    expect(await within(urns).findAllByText(/^计划剩 (9|10) 分$/, {}, LONG)).toHaveLength(1)
    expect(within(urns).getByText(/还有 2[45]:/)).toBeTruthy()
  })

  test('[D13] anybody may say that it is off and that the guest is out; nobody is named', async () => {
    await showApp(of, '/')
    await locked()
    of.clock.at += 18 * MIN
    await press('3 号房：我已关瓮')
    await press('确认')
    await press('3 号房：我已扶出来')
    await press('确认')
    expect(await screen.findByText('现在没有人在瓮里。', {}, LONG)).toBeTruthy()
    const visit = await readRecord(of.store, { table: 'visits', id: 'v1' })
    expect(visit?.fields[`${structure.clock.off}#1`]).toMatchObject({ by: 'setup', value: { how: 'off' } })
    expect(visit?.fields.ledOut).toMatchObject({ by: 'setup' })

    await signInAs(/林晓芸/)
    await press(/^写上是哪位同事 3 号房的瓮/)
    const asked = await screen.findByRole('dialog', { name: '刚才是哪位同事？' }, LONG)
    await userEvent.click(within(asked).getByRole('button', { name: /周敏/ }))
    await waitFor(() => expect(screen.queryByText(/^3 号房的瓮是锁屏时说关的/)).toBeNull(), LONG)
    const named = await readRecord(of.store, { table: 'visits', id: 'v1' })
    const whose = { whose: ZHOU, by: LIN }
    expect(named?.fields[`named:${structure.clock.off}#1`]).toMatchObject(whose)
    expect(named?.fields['named:ledOut']).toMatchObject(whose)
    expect(named?.fields.ledOut, 'what was signed stays').toMatchObject({ by: 'setup' })
  })
})

describe('a new PIN that is being made', () => {
  const CHEN = 'sample-staff-chen' as StaffId
  const slotOfZhou = async () => (await readRecord(of.store, { table: 'staff', id: ZHOU }))?.fields.slot
  const typed = async (pin: string, prompt: string) => {
    await screen.findByText(prompt, {}, LONG)
    await waitFor(
      () => expect(screen.getByRole('button', { name: '删掉一位' })).toHaveProperty('disabled', false),
      LONG,
    )
    await userEvent.keyboard(pin)
  }

  /** The tablet, with slots that are ready only after `go`: a slow tablet takes seconds for one. */
  function slowly(): { readonly slow: TestTablet; readonly go: () => void } {
    const { keys } = of.services
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const grant: typeof keys.grant = async (...asked) => {
      const given = await keys.grant(...asked)
      if ('kind' in given) return given
      const slotFor: typeof given.slotFor = async (...one) => {
        const slot = await given.slotFor(...one)
        await held
        return slot
      }
      return { ...given, slotFor }
    }
    return { slow: { ...of, services: { ...of.services, keys: { ...keys, grant } } }, go }
  }

  test('[SEC2] cannot be closed away, and one that a lock interrupts is not kept: the PIN before goes on opening', async () => {
    const { slow, go } = slowly()
    await showApp(slow, '/shop')
    await signInAs(/陈/)
    await signedIn(CHEN)
    const before = await slotOfZhou()
    await press(/周敏/)
    await press('换密码')
    await typed(SAMPLE_PIN, '先请店长输入自己的密码。')
    await typed('418205', '请本人输入六位数字，别让旁边的人看见。')
    await typed('418205', '请再输一次。')
    expect(await screen.findByText('正在核对…', {}, LONG)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '关闭' })).toBeNull()
    await userEvent.keyboard('{Escape}')
    expect(screen.getByText('正在核对…')).toBeTruthy()
    await act(() => lock(of.services))
    await locked()
    await act(async () => {
      go()
      await new Promise((resolve) => setTimeout(resolve, 500))
    })
    expect(await slotOfZhou()).toEqual(before)
    await signInAs(/周敏/)
    await signedIn(ZHOU)
  })
})
