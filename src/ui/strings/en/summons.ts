import type { SummonsStrings } from '../zh-cn/summons.ts'

/** Calling people: an emergency on another tablet, a colleague who is wanted. */
export const summons: SummonsStrings = {
  label: 'Somebody calls',
  colleague: (room) => `${room}: a colleague is wanted`,
  aRoom: 'A room',
  calling: (room) => `${room}: calling a colleague`,
  nobodyYet: 'The other tablets were called; nobody has answered yet',
  notSent: 'This has not reached the other tablets: please call out',
  alone: 'No other tablet can hear this: call out, or phone',
  open: 'Open the card',
  again: 'Call again',
  back: 'Not needed',
  backWhat: (room) => `Not needed, ${room}`,
  sheet: {
    title: 'Call a colleague',
    line: 'Whoever comes taps “I go” on their tablet and is named here. If it is urgent call at the door, or hand over to a colleague. The urn’s clock runs on; at 30 minutes it is switched off.',
    handOver: 'Hand over to a colleague',
  },
  ask: 'Call a colleague',
  none: 'Nobody is being called just now.',
  notKept: 'The call did not go out. Please tap again, or call out.',
}
