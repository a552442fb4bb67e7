/** A line of the register in words: its time, who, where they are now, and what marks it. */
import { isSameDay } from '../../domain/booking/booking.ts'
import { wallTime } from '../../domain/booking/local-time.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { currentStage } from '../../domain/procedure/outline.ts'
import type { TagTone } from '../kit/Tag.tsx'
import { placeName } from '../rooms/place-name.ts'
import type { Strings } from '../strings/strings.ts'
import type { LineState, RegisterLine } from './day.ts'
import { joined, type Screen, staffName, stageName } from './screen.ts'

const TONES: { readonly [State in LineState]: TagTone } = {
  expected: 'plain',
  late: 'amber',
  arrived: 'jade',
  here: 'clay',
  steaming: 'clay',
  away: 'amber',
  ask: 'amber',
  off: 'red',
  left: 'amber',
  filed: 'jade',
  voided: 'plain',
  cancelled: 'plain',
  noShow: 'plain',
}

export type LineWords = {
  readonly time: string
  readonly name: string
  readonly state: string
  readonly tone: TagTone
  readonly detail: string
  readonly isPast: boolean
}

/** Plain values only, so that a line is drawn again when one of them has changed and not before. */
export function lineWords(line: RegisterLine, screen: Screen, strings: Strings): LineWords {
  const { register, underWay } = strings.today
  const { shopNow, guests } = screen
  const { booking, run, shown } = line
  const guest = guests.byId.get(line.guestId ?? '')
  const visit = run && fieldsOf(run)
  const wish = shopNow.rooms.find(({ id }) => id === booking?.roomId)?.name ?? ''
  const marks = [
    booking && isSameDay(booking, shopNow.shop.timeZone) ? register.sameDay : '',
    booking?.walkIn || !booking ? register.walkIn : '',
    guest?.trial && !guest.card ? register.trial : '',
    booking?.selfBooked && !booking.walkIn ? register.selfBooked : '',
  ]
  const stage = shown === 'here' ? stageName(run && currentStage(run), screen) : ''
  return {
    time: wallTime(line.at, shopNow.shop.timeZone),
    name: guests.called(line.guestId),
    state: stage || register.state[shown],
    tone: TONES[shown],
    detail: joined(
      [
        placeName(visit?.place, shopNow.rooms, shopNow.urns) || wish,
        staffName(line.consultantId, screen, underWay.you) || register.anyone,
        ...marks,
      ],
      strings,
    ),
    isPast: ['filed', 'voided', 'cancelled', 'noShow'].includes(shown),
  }
}
