import type { ReadinessStrings } from '../zh-cn/readiness.ts'

/** Where the tablet stands, and whether its alarms can reach a person. */
export const readiness: ReadinessStrings = {
  place: {
    title: 'Where the tablet stands',
    options: { room: 'In a room', desk: 'At the desk', corridor: 'In the corridor' },
    unsaid: 'Say where this tablet stands: until then it makes no sound.',
    say: 'Choose',
    said: 'Done',
    which: 'Which room',
    hint: {
      unset: 'Not chosen. Until then as in a room: screen and vibration, no sound.',
      room: 'Rooms stay quiet: screen and vibration, never a sound.',
      desk: 'Rings when nobody in the room answers, louder the longer it waits.',
      corridor: 'Rings when nobody in the room answers, louder the longer it waits.',
    },
  },
  title: 'Whether alarms reach somebody',
  allSet: 'Alarms are ready.',
  missing: 'This is missing, so an alarm may reach nobody:',
  short: { sound: 'chime', notices: 'notices', keepScreen: 'screen kept on', vibrate: 'vibration' },
  lacks: (what) => `Alarms still lack: ${what.join(', ')}`,
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
}
