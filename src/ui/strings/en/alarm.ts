import type { AlarmStrings } from '../zh-cn/alarm.ts'

/** What the urns ask for, who goes, and where the tablet stands. */
export const alarm: AlarmStrings = {
  label: 'Urn alarms',
  over: (name, min) => `${name}: past ${min} minutes, switch the urn off`,
  off: (name) => `${name}: time is up, switch the urn off`,
  ask: (name, min) => `${name}: ${min} minutes, ask whether to go on`,
  check: (name, min) => `${name}: not checked at minute ${min} yet`,
  go: { over: 'Switch off', off: 'Switch off', ask: 'Go and ask', check: 'Go and check' },
  open: 'Open',
  iGo: (me) => `I go (${me})`,
  goes: (names) => `${names} is on the way`,
  saidSo: (names) => `${names} said so, but it is not done`,
  and: ', ',
  someone: 'A colleague',
  stale: (span) => `Last synced ${span} ago; other rooms may have changed`,
  span: (minutes) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`),
  place: {
    title: 'Where the tablet stands',
    options: { room: 'In a room', desk: 'At the desk', corridor: 'In the corridor' },
    which: 'Which room',
    hint: {
      unset: 'Not chosen. Until then as in a room: screen and vibration, no sound.',
      room: 'Rooms stay quiet: screen and vibration, never a sound.',
      desk: 'Rings when nobody in the room answers, louder the longer it waits.',
      corridor: 'Rings when nobody in the room answers, louder the longer it waits.',
    },
  },
}
