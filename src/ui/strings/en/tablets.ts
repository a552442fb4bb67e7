import type { TabletsStrings } from '../zh-cn/tablets.ts'

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** The shop's tablets: connecting one, joining, taking one out. */
export const tablets: TabletsStrings = {
  title: 'This shop’s tablets',
  count: (n) => count(n, 'tablet', 'tablets'),
  alone: 'This tablet is not connected to the shop’s server yet; everything stays here.',
  connect: 'Connect to the server',
  connectTitle: 'Connect with a code',
  code: 'Code',
  codeHint:
    'Twelve signs, small or large. For the first tablet the one that the server showed when it started; for others tap “Add a tablet” on one that is connected.',
  name: 'What is this tablet called?',
  nameHint: 'For example: Front desk, Room 3',
  go: 'Connect',
  going: 'Connecting…',
  connected: 'Connected to the shop’s server.',
  problem: {
    nameMissing: 'Please give this tablet a name',
    badCode: 'This code does not work: it may be mistyped, used already, or too old. Ask for a new one.',
    noShop: 'The server has no shop yet. Set one up on this tablet first, then connect it with this code.',
    otherShop: 'This code belongs to another shop than the one on this tablet.',
    tooMany: 'Too many wrong tries; wait ten minutes, then try again.',
    notManager: 'Only a manager can do this.',
    unreachable: 'The server cannot be reached just now; try again when it can.',
    other: 'That did not work, please try again; if it goes on, tell whoever looks after the server.',
  },
  join: {
    title: 'Join a shop',
    line: 'Does the shop have a tablet already? Ask a manager to tap “Add a tablet” there, then scan or type the code.',
    open: 'Type a code',
  },
  already: {
    title: (shop) => `This tablet already belongs to ${shop}`,
    line: 'There is nothing to join, and everything is still here. To let another tablet in, open the code on that one; if it has been used, get a new one under Shop.',
    list: 'See the shop’s tablets',
    note: (shop) =>
      `This tablet already belongs to ${shop}; there is nothing to join. Open the code on the tablet that is to join.`,
  },
  add: {
    button: 'Add a tablet',
    title: 'Let another tablet join',
    line: 'Scan this with the new tablet; or open the same address there and tap “Type a code”. It works once.',
    making: 'Making a code…',
    left: (minutes) => (minutes > 0 ? `Good for ${minutes} more min` : 'Good for less than a minute'),
    over: 'This code is too old now.',
    again: 'Make a new one',
    qr: 'The code as a QR code',
  },
  list: {
    waits: 'Fetching the list…',
    offline: 'The list can be seen once the server is reached.',
    self: 'this one',
    seen: (time) => `seen ${time}`,
    waiting: (n) => `${n} not sent`,
    version: (version) => `version ${version}`,
    state: { enrolled: 'In use', retired: 'Being taken out', stolen: 'Reported stolen', wiped: 'Wiped' },
    parked: (n) => `${count(n, 'change', 'changes')} came after the report, set aside for the manager`,
    unsentThen: (n) => `it says that ${count(n, 'change is', 'changes are')} not sent`,
    wiped: (time) => `wiped ${time}`,
    lost: (n) => `${count(n, 'change', 'changes')} could not be sent before it was wiped`,
  },
  one: {
    rename: 'Rename',
    retire: 'Take out of the shop',
    retireLine: 'It sends what it has first, then wipes itself. To use it again, let it join anew.',
    stolen: 'Report stolen',
    stolenLine:
      'From now on it gets nothing. What it had not sent is set aside for the manager to look at; as soon as it connects, it wipes itself. Change all PINs today.',
    sure: 'Yes',
    done: {
      retired: 'Taken out; it is wiped when it next connects.',
      stolen: 'Reported; it is wiped when it next connects.',
      renamed: 'Renamed.',
    },
  },
  file: {
    title: 'File',
    line: 'This tablet cannot reach the server? Save what is not sent as a file and take it in on another tablet of the shop. It is sealed; nothing else can open it.',
    save: 'Save what is not sent',
    take: 'Take in a file',
    saved:
      'The browser has the file. Everything stays here too and is sent by itself later; nothing counts twice.',
    taken: ({ taken, known, parked }) =>
      `${count(taken, 'change', 'changes')} taken in${known > 0 ? `, ${known} the server had already` : ''}${parked > 0 ? `, ${parked} set aside for the manager` : ''}.`,
    problem: {
      notOurs: 'This file was not saved by Steamkeeper.',
      otherShop: 'This file is not from a tablet of this shop.',
      altered: 'This file has been changed and cannot be taken in.',
      unreachable: 'The server cannot be reached just now; take it in again when it can.',
      other: 'That did not work; please try again.',
    },
  },
  wiped:
    'This tablet was taken out of the shop, and all that was on it is wiped. To use it again, ask a manager for a code.',
}
