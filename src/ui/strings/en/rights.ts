import type { RightsStrings } from '../zh-cn/rights.ts'

/** Who may see and do what, in words. */
export const rights: RightsStrings = {
  masked: {
    title: 'Nothing is planned with this guest today',
    line: 'Guests who are booked, here today, or followed up by you are shown in full. To see more before that, ask the manager.',
    sameName: (n) => `${n} guests share this name: ask for the last digits of the phone and find them by it.`,
  },
  visit: {
    title: 'This visit is not among yours today',
    line: 'It is shown to those who look after the guest. To look it up, ask the manager.',
    back: 'Back to Today',
  },
  hiddenConflicts: (n) =>
    `${n} more ${n === 1 ? 'difference is' : 'differences are'} settled by whoever looks after those guests, or by a manager.`,
  health: {
    row: 'About health: not shown at the front desk',
    panel: 'Blood pressure, temperature and answers about health are for those who give the service.',
  },
  shop: { line: 'The manager changes what stands here.' },
  looksOn:
    'You look on here. Off, out and emergencies count at once, as always; whatever else you enter waits for the manager.',
  looked: {
    title: 'Who has looked',
    line: 'Opening the whole record is noted, and can be shown to the guest.',
    of: (name, time, screen) => `${name} · ${time} · ${screen}`,
    guest: 'guest’s record',
    visit: 'visit',
    someone: 'a colleague',
  },
}
