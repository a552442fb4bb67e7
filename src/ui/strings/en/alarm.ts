import type { AlarmStrings } from '../zh-cn/alarm.ts'

/** What the urns ask for, who goes, and where the tablet stands. */
export const alarm: AlarmStrings = {
  label: 'Urn alarms',
  over: (name, min) => `${name}: past ${min} minutes, switch the urn off`,
  out: (name) => `${name}: the urn is off, confirm that the guest is out`,
  back: (name) => `${name}: not back from the break, go and see`,
  unsure: (name) => `${name}: time in the urn unknown, go and see`,
  off: (name) => `${name}: time is up, switch the urn off`,
  away: (name) => `${name}: the break was too long, switch the urn off`,
  ask: (name, min) => `${name}: ${min} minutes, ask whether to go on`,
  check: (name, min) => `${name}: not checked at minute ${min} yet`,
  anUrn: 'An urn',
  go: {
    over: 'Switch off',
    out: 'Confirm',
    back: 'Go and see',
    unsure: 'Go and see',
    off: 'Switch off',
    away: 'Switch off',
    ask: 'Go and ask',
    check: 'Go and check',
  },
  open: 'Open',
  iGo: (me) => `I go (${me})`,
  other: 'Someone else',
  whoGoes: { title: 'Who goes?', hint: 'Choose who goes; the other tablets fall silent.' },
  goes: (names) => `${names} is on the way`,
  saidSo: (names) => `${names} said so, but it is not done`,
  and: ', ',
  someone: 'A colleague',
  stale: (span) => `Last synced ${span} ago; other rooms may have changed`,
  span: (minutes) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`),
  standIn: (n) =>
    `${n === 1 ? 'One guest’s' : `${n} guests’`} procedure has not reached this tablet: their time is watched, their steps are done on another.`,
  locked: {
    muted: 'The chime is locked; tap the screen and it can ring.',
    absent: 'This browser cannot ring. Put another tablet here.',
    unlock: 'Unlock the chime',
  },
}
