import type { RetentionStrings } from '../zh-cn/retention.ts'

/** How long what is kept, and what is past its time. */
export const retention: RetentionStrings = {
  title: 'How long what is kept',
  line: 'Nothing goes by itself. A manager looks first; what is erased then is gone from every tablet.',
  kinds: {
    guests: 'Guests who have not been here (with everything about them)',
    visits: 'Visits (with their readings, notes and photos)',
    bookings: 'Bookings',
    emergencies: 'Records of emergencies',
    conflicts: 'Disagreements that were settled',
    access: 'Who has looked',
  },
  sources: {
    claims: 'A guest may ask about it for three years (Civil Code of China, article 188)',
    handling: 'The law asks for at least three years (PIPL, article 56)',
    house: 'The shop’s own rule, no longer than needed (PIPL, article 19)',
  },
  months: (n) => (n === 1 ? '1 month' : `${n} months`),
  unit: 'months',
  change: 'Change the times',
  nothingDue: 'Nothing is past its time.',
  due: (n) => (n === 1 ? '1 is past its time: look at it' : `${n} are past their time: look at them`),
  only: 'A manager can change and erase.',
  sheet: {
    title: 'Past its time',
    line: 'What is erased nobody can bring back. What is left stays on this list.',
    group: (kind, n) => `${kind} · ${n}`,
    since: (day) => `since ${day}`,
    erase: 'Erase',
    eraseOf: (what) => `Erase ${what}`,
    eraseAll: (n) => `Erase all (${n})`,
    more: (n) => `and ${n} more`,
    sign: 'Type your own PIN once more, and it is erased.',
    done: (n, receipt) =>
      `${n} erased under number ${receipt}. It is gone from every tablet once the server is reached.`,
    empty: 'Nothing is past its time',
    emptyLine: 'Whatever comes to be will stand here.',
    someone: 'a guest',
  },
}
