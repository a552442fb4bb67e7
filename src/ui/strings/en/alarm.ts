import type { AlarmStrings } from '../zh-cn/alarm.ts'

/** What the urns ask for, who goes, and where the tablet stands. */
export const alarm: AlarmStrings = {
  label: 'Urn alarms',
  over: (name, min) => `${name}: past ${min} minutes, switch the urn off`,
  off: (name) => `${name}: time is up, switch the urn off`,
  away: (name) => `${name}: the break was too long, switch the urn off`,
  ask: (name, min) => `${name}: ${min} minutes, ask whether to go on`,
  check: (name, min) => `${name}: not checked at minute ${min} yet`,
  anUrn: 'An urn',
  go: { over: 'Switch off', off: 'Switch off', away: 'Switch off', ask: 'Go and ask', check: 'Go and check' },
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
  ready: {
    title: 'Whether alarms reach somebody',
    allSet: 'Alarms are ready.',
    missing: 'This is missing, so an alarm may reach nobody:',
    sound: {
      ready: 'The chime can ring.',
      locked: 'The chime is locked: tap the screen, or tap “Try it”.',
      absent: 'This browser cannot ring. Put another tablet here.',
    },
    notices: {
      granted: 'A notice appears while another app is in front.',
      unasked: 'Notices are not allowed yet: behind another app no alarm is seen.',
      denied: 'Notices are switched off: allow them in the browser’s site settings.',
      absent: 'This browser shows no notices: keep Steamkeeper in front.',
    },
    keepScreen: {
      yes: 'The screen stays on while somebody is in an urn.',
      no: 'The screen may go dark: set the tablet’s auto-lock to “never”.',
    },
    vibrate: {
      yes: 'It may vibrate; whether the tablet has a motor shows when you try.',
      no: 'This tablet does not vibrate: keep it where it is seen.',
    },
    allow: 'Allow notices',
    test: 'Try it',
    tested: 'You should have felt it and seen a notice. If not, look at the tablet’s settings.',
    testedLoud: 'You should have heard, felt and seen it. If it was silent, check volume and mute.',
    testNotice: 'Only a try; nobody is waiting.',
    muted: 'The chime is locked; tap the screen and it can ring.',
    unlock: 'Unlock the chime',
  },
}
