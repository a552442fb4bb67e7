/** What rings on which tablet, from the engine's own clocks: the room first, then the shop, until it is done. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Alarm,
  alarmsOf,
  HOLD_MS,
  OVER_HELD_MAX_MS,
  type Watched,
} from '../../../src/domain/alarm/alarm.ts'
import { callOf, placeFrom, type TabletPlace } from '../../../src/domain/alarm/call.ts'
import { ALARMS, type Going, goingFrom, planGoing } from '../../../src/domain/alarm/going.ts'
import { staleSince } from '../../../src/domain/alarm/stale.ts'
import type { RoomId, StaffId, UrnId, VisitId } from '../../../src/domain/ids.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import {
  answer,
  type Deed,
  MIN,
  play,
  playAll,
  ready,
  START,
  steaming,
  T0,
  type Table,
} from '../procedure/play.ts'
import { smallProcedure } from '../procedure/small-procedure.ts'

const SEC = 1000
const LIN = 'u1' as StaffId
const ZHOU = 'u2' as StaffId
const ROOM: TabletPlace = { place: 'room', roomId: 'r1' as RoomId }
const OTHER_ROOM: TabletPlace = { place: 'room', roomId: 'r2' as RoomId }
const DESK: TabletPlace = { place: 'desk' }
const CORRIDOR: TabletPlace = { place: 'corridor' }
const EVERYWHERE = [ROOM, OTHER_ROOM, DESK, CORRIDOR, null] as const

const CHECK = (minute: number): Deed => ({ type: 'check', minute, found: [] })
const ON: Deed = { type: 'continue', goOn: true }
const checked = (minute: number) =>
  playAll(
    steaming(),
    [5, 10, 15].filter((m) => m <= minute).map((m) => [CHECK(m), T0 + m * MIN] as const),
  )
const goesOn = () => playAll(checked(15), [[ON, T0 + 20 * MIN]])

function watch({ run }: Table, now: number): readonly Watched[] {
  const clock = steamClock(run, now)
  if (!clock) return []
  const at = { visitId: run.id as VisitId, urnId: 'e1' as UrnId, roomId: 'r1' as RoomId }
  return [{ ...at, clock, offMin: run.context.procedure.clock.offMin }]
}
const alarmAt = (table: Table, now: number, going: readonly Going[] = []) =>
  alarmsOf(watch(table, now), going, now)[0] ?? null
const callAt = (table: Table, now: number, tablet: TabletPlace | null, going: readonly Going[] = []) => {
  const alarm = alarmAt(table, now, going)
  return alarm && callOf(alarm, tablet)
}
const goes = (alarmId: string, at: number, by = LIN): Going => ({ alarmId, by, at })

describe('which alarms there are', () => {
  test.each([
    ['nothing between two checks', checked(5), 7, null],
    ['[A6.1] a check at its minute', checked(5), 10, { kind: 'check', minute: 10 }],
    ['[A6.5] the question at 20', checked(15), 20, { kind: 'ask', minute: 20 }],
    ['[A6.6] off past the half hour', goesOn(), 31, { kind: 'over', minute: 30 }],
  ] as const)('%s', (_, table, minute, expected) => {
    const alarm = alarmAt(table, T0 + minute * MIN)
    if (expected === null) expect(alarm).toBeNull()
    else expect(alarm).toMatchObject({ ...expected, dueAt: T0 + expected.minute * MIN, roomId: 'r1' })
  })

  test('[A6.1] what is done in the record ends the alarm by itself', () => {
    const at = T0 + 10 * MIN
    expect(alarmAt(checked(5), at)).not.toBeNull()
    expect(alarmAt(checked(10), at)).toBeNull()
    const off = play(goesOn(), { type: 'off' }, T0 + 33 * MIN)
    expect(alarmAt(off, T0 + 34 * MIN)).toBeNull()
  })

  test('[A7.2] [D13] "off" alone is not the end: two minutes later somebody must have said that the guest is out', () => {
    const off = play(goesOn(), { type: 'off' }, T0 + 30 * MIN)
    const due = T0 + 32 * MIN
    expect(alarmAt(off, due - 1)).toBeNull()
    expect(alarmAt(off, due)).toMatchObject({ kind: 'out', dueAt: due })
    expect(callAt(off, due + 14 * SEC, DESK)).toMatchObject({ calls: false })
    expect(callAt(off, due + 15 * SEC, DESK)).toMatchObject({ calls: true, sound: 'soft' })
    const id = alarmAt(off, due)?.id ?? ''
    expect(alarmAt(off, due + MIN, [goes(id, due + 10 * SEC)])?.isHeld).toBe(true)
    expect(alarmAt(off, due + OVER_HELD_MAX_MS, [goes(id, due + OVER_HELD_MAX_MS - SEC)])?.isHeld).toBe(false)
    const out = play(off, answer(smallProcedure.clock.out, 'left'), due + MIN)
    expect(alarmAt(out, due + 2 * MIN)).toBeNull()
  })

  test('[A6.1] out on a break nobody is asked or felt; who does not come back is looked for, after "off" too', () => {
    const away = (from: number) => play(checked(15), { type: 'breakOut', support: 'left' }, T0 + from * MIN)
    expect(
      alarmAt(play(steaming(), { type: 'breakOut', support: 'left' }, T0 + 4 * MIN), T0 + 6 * MIN),
    ).toBeNull()
    expect(alarmAt(away(18), T0 + 21 * MIN)).toBeNull()
    expect(alarmAt(away(18), T0 + 23.5 * MIN)).toMatchObject({ kind: 'away' })
    const off = play(away(18), { type: 'off' }, T0 + 24 * MIN)
    expect(alarmAt(off, T0 + 25 * MIN)).toBeNull()
    expect(alarmAt(off, T0 + 26 * MIN)).toMatchObject({ kind: 'back', dueAt: T0 + 26 * MIN })
    expect(callAt(off, T0 + 27 * MIN, DESK)).toMatchObject({ calls: true, sound: 'urgent' })
  })

  test('[D13] a start that lies ahead of this clock calls everybody at once, and again until it is put right', () => {
    const ahead = playAll(ready(), [[START, T0 + 20 * MIN]])
    const now = T0 + 8 * MIN
    const alarm = alarmAt(ahead, now)
    expect(alarm).toMatchObject({ kind: 'unsure', isHeld: false })
    for (const place of EVERYWHERE) expect(callAt(ahead, now, place)).toMatchObject({ calls: true })
    expect(callAt(ahead, now, DESK)).toMatchObject({ sound: 'urgent' })
    const went = [goes(alarm?.id ?? '', now)]
    expect(alarmAt(ahead, now + 30 * SEC, went)?.isHeld).toBe(true)
    expect(alarmAt(ahead, now + HOLD_MS.unsure, went)?.isHeld).toBe(false)
    const set = {
      type: 'correct',
      field: 'prep-start#1',
      value: { setting: '1', plannedMin: 30 },
      why: 'wrongTime',
    }
    const right = play(ahead, { ...set, at: now - 5 * MIN } as Deed, now)
    expect(right.refusal).toBeNull()
    expect(alarmAt(right, now)).toMatchObject({ kind: 'check', minute: 5 })
  })

  test('the gravest comes first, then what has waited longest', () => {
    const now = T0 + 31 * MIN
    const kinds = alarmsOf([...watch(checked(15), now), ...watch(goesOn(), now)], [], now)
    expect(kinds.map(({ kind }) => kind)).toEqual(['over', 'over'])
    const later = T0 + 21 * MIN
    const mixed = alarmsOf(
      [
        ...watch(checked(15), T0 + 16 * MIN),
        ...watch(checked(15), later),
        ...watch(steaming(), T0 + 6 * MIN),
      ],
      [],
      later,
    )
    expect(mixed.map(({ kind }) => kind)).toEqual(['ask', 'check'])
  })
})

describe('where it is seen, felt and heard', () => {
  test('[A6.1] in the room it is felt at once and never heard', () => {
    for (const seconds of [0, 20, 600])
      expect(callAt(goesOn(), T0 + 30 * MIN + seconds * SEC + 1, ROOM)).toEqual({
        isHere: true,
        calls: true,
        sound: null,
      })
  })

  test.each([
    ['[A6.5] the question', checked(15), 20 * MIN, 'soft'],
    ['[A6.6] off', goesOn(), 30 * MIN, 'urgent'],
  ] as const)(
    '%s calls every tablet after 15 seconds, with sound at the desk and in the corridor',
    (_, table, after, sound) => {
      const at = T0 + after
      for (const tablet of [OTHER_ROOM, DESK, CORRIDOR]) {
        expect(callAt(table, at + 14 * SEC, tablet)).toMatchObject({ calls: false, sound: null })
        expect(callAt(table, at + 16 * SEC, tablet)?.calls).toBe(true)
      }
      expect(callAt(table, at + 16 * SEC, DESK)?.sound).toBe(sound)
      expect(callAt(table, at + 16 * SEC, CORRIDOR)?.sound).toBe(sound)
      expect(callAt(table, at + 16 * SEC, OTHER_ROOM)?.sound).toBeNull()
    },
  )

  test('[A6.1] a check goes to the others after three minutes', () => {
    const at = T0 + 5 * MIN
    expect(callAt(steaming(), at + 179 * SEC, DESK)).toMatchObject({ calls: false, sound: null })
    expect(callAt(steaming(), at + 181 * SEC, DESK)).toMatchObject({ calls: true, sound: 'soft' })
    expect(callAt(steaming(), at + 4 * MIN, DESK)?.sound).toBe('urgent')
  })

  test('whoever has the dial before them is with the guest, wherever the tablet is said to stand', () => {
    const alarm = alarmAt(checked(5), T0 + 10 * MIN) as Alarm
    expect(callOf(alarm, OTHER_ROOM, true)).toEqual({ isHere: true, calls: true, sound: null })
    expect(callOf(alarm, DESK, true)).toEqual({ isHere: true, calls: true, sound: null })
  })

  test('a tablet of which nobody said where it stands calls as if it were in the room', () => {
    expect(callAt(checked(15), T0 + 20 * MIN, null)).toEqual({ isHere: true, calls: true, sound: null })
    expect(placeFrom({ place: 'room' })).toEqual({ place: 'room', roomId: null })
    expect([undefined, 'desk', { place: 'roof' }].map(placeFrom)).toEqual([null, null, null])
  })
})

describe('somebody answers by name', () => {
  const at = T0 + 20 * MIN
  const answered = [goes('v1-ask-20', at + 20 * SEC, ZHOU)]

  test('the others fall silent and show who goes', () => {
    expect(callAt(checked(15), at + 25 * SEC, DESK, answered)).toMatchObject({ calls: false, sound: null })
    expect(alarmAt(checked(15), at + 25 * SEC, answered)).toMatchObject({
      isHeld: true,
      going: [{ by: ZHOU }],
    })
  })

  test('they wake again when it is still not done a minute later, and still say who said so', () => {
    const later = at + 20 * SEC + HOLD_MS.ask
    expect(callAt(checked(15), later, DESK, answered)).toMatchObject({ calls: true, sound: 'urgent' })
    expect(alarmAt(checked(15), later, answered)?.going).toHaveLength(1)
  })

  test('[D13] an answer to the question says nothing about "off"', () => {
    expect(callAt(goesOn(), T0 + 31 * MIN, DESK, answered)).toMatchObject({ calls: true })
  })

  test('[HLC5] an answer dated by a wrong clock holds nothing', () => {
    for (const wrong of [at + 3_600 * SEC, at - 3_600 * SEC])
      expect(callAt(checked(15), at + 20 * SEC, DESK, [goes('v1-ask-20', wrong)])?.calls).toBe(true)
  })

  test('[M3] it is kept without the guest, in a field of each person, so that two at once are no conflict', () => {
    const alarm = alarmAt(checked(15), at + 20 * SEC) as Alarm
    const [first] = planGoing(alarm, null, { by: LIN, now: at, day: '2026-11-23' })
    const [second] = planGoing(alarm, null, { by: ZHOU, now: at + SEC, day: '2026-11-23' })
    expect(first).toEqual({
      table: ALARMS,
      id: 'v1-ask-20',
      create: true,
      day: '2026-11-23',
      fields: {
        kind: 'ask',
        minute: 20,
        dueAt: at,
        visitId: 'v1',
        urnId: 'e1',
        roomId: 'r1',
        'going:u1': at,
      },
    })
    const fields = { ...first?.fields, ...second?.fields }
    const record = { table: ALARMS, id: 'v1-ask-20', rev: 1, clocks: {}, fields }
    expect(goingFrom([record])).toEqual([goes('v1-ask-20', at), goes('v1-ask-20', at + SEC, ZHOU)])
    expect(planGoing(alarm, record, { by: LIN, now: at + MIN, day: '' })).toEqual([
      { table: ALARMS, id: 'v1-ask-20', fields: { 'going:u1': at + MIN } },
    ])
  })
})

describe('whatever happens', () => {
  const answers = fc.array(
    fc.record({ afterSec: fc.integer({ min: -60, max: 3_600 }), by: fc.constantFrom(LIN, ZHOU) }),
    {
      maxLength: 12,
    },
  )

  test('[D13] past 30 minutes nobody’s answer silences a tablet for longer than a minute, past 33 none does', () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 16, max: 3_600 }), (given, seconds) => {
        const deadline = T0 + 30 * MIN
        const going = given.map(({ afterSec, by }) => goes('v1-over-30', deadline + afterSec * SEC, by))
        const now = deadline + seconds * SEC
        const known = going.filter(({ at }) => at <= now)
        const isFresh =
          now < deadline + OVER_HELD_MAX_MS &&
          known.some(({ at }) => at > deadline - 15 * SEC && now < at + HOLD_MS.over)
        for (const tablet of EVERYWHERE) {
          const call = callAt(goesOn(), now, tablet, known)
          expect(call?.calls).toBe(!isFresh)
          if (tablet?.place === 'desk' || tablet?.place === 'corridor')
            expect(call?.sound === null).toBe(isFresh)
          else expect(call?.sound).toBeNull()
        }
      }),
      { seed: 20261126 },
    )
  })

  test('each tablet alone comes to call, and at the desk to sound; it never gets softer while it waits', () => {
    const LOUDNESS = [null, 'soft', 'urgent', 'loud']
    fc.assert(
      fc.property(
        fc.constantFrom(...EVERYWHERE),
        fc.integer({ min: 16, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        (tablet, seconds, more) => {
          const at = (s: number) => callAt(goesOn(), T0 + 30 * MIN + s * SEC, tablet)
          const [now, later] = [at(seconds), at(seconds + more)]
          expect(now?.calls && later?.calls).toBe(true)
          expect(LOUDNESS.indexOf(later?.sound ?? null)).toBeGreaterThanOrEqual(
            LOUDNESS.indexOf(now?.sound ?? null),
          )
          if (tablet?.place === 'desk') expect(now?.sound).not.toBeNull()
        },
      ),
      { seed: 20261126 },
    )
  })
})

test('[C9] knowledge is old when nothing was heard from the shop’s server for a minute and a half', () => {
  const now = T0
  expect(staleSince({ shop: 's1', lastContactAt: now - 80 * SEC }, now)).toBeNull()
  expect(staleSince({ shop: 's1', lastContactAt: now - 12 * MIN }, now)).toEqual({
    at: now - 12 * MIN,
    minutes: 12,
  })
  expect(staleSince({ shop: null, lastContactAt: now - 12 * MIN }, now)).toBeNull()
  expect(staleSince({ shop: 's1', lastContactAt: null }, now)).toBeNull()
})
