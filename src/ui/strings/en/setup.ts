import type { SetupStrings } from '../zh-cn/setup.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** First run. */
export const setup: SetupStrings = {
  welcome: 'Welcome to Steamkeeper',
  welcomeLine:
    'It walks a health consultant through every steam-urn visit, from the greeting to the filed record. Works without a network; every step is kept on this tablet first.',
  sampleTitle: 'Look at a sample shop',
  sampleLine:
    '6 rooms, 5 colleagues, 14 invented guests and bookings for today, ready to practise on. Everything is marked as a sample, and everybody’s PIN is 246810.',
  takeSample: 'Open the sample shop',
  ownTitle: 'Set up your own shop',
  ownLine:
    'Five small steps: name, rooms, colleagues, PINs, guests. About four minutes; all of it can be changed later.',
  beginOwn: 'Begin',
  goOnOwn: 'Go on',
  steps: { shop: 'Shop', rooms: 'Rooms', staff: 'Colleagues', pins: 'PINs', guests: 'Guests' },
  progress: (n, of) => `Step ${n} of ${of}`,
  stepDone: 'done',
  back: 'Back',
  next: 'Next',
  finish: 'Open the shop',
  skip: 'Skip, open the shop',
  working: 'Setting up…',
  shop: {
    title: 'What is the shop called?',
    line: 'Guests are greeted with its name when they arrive.',
    name: 'Name of the shop',
    nameHint: 'For example: Urn & Rest, South Gate',
    winter: 'Winter months',
    winterHint: 'In winter the urn is preheated longer, and keeping the guest warm is part of the steps.',
    month: (n) => MONTHS[n - 1] ?? String(n),
  },
  rooms: {
    title: 'How many care rooms are there?',
    line: 'Choose how many first; each name can be changed. A room may hold two urns.',
    count: 'Rooms',
    countUnit: 'rooms',
    room: (n) => `Room ${n}`,
    roomName: (n) => `Name of room ${n}`,
    urns: (room) => `Urns in ${room}`,
    urnUnit: 'urns',
    urn: (n, of) => (of === 1 ? 'Steam urn' : `Urn ${n}`),
  },
  staff: {
    title: 'Who works here?',
    line: 'One person at least. Every step will say who did it.',
    name: 'Name',
    role: 'Role',
    add: 'Add this colleague',
    list: 'Colleagues added',
    empty: 'No colleagues added yet.',
    remove: (name) => `Remove ${name}`,
  },
  pins: {
    title: 'Choose PINs',
    line: 'What is written about guests is sealed from the start, and a PIN opens it. The manager chooses one now; colleagues who are here may do the same, or get theirs later.',
    list: 'PINs of colleagues',
    button: 'Choose PIN',
    choose: (name) => `${name}: choose a six-digit PIN`,
  },
  guests: {
    title: 'Which guests are coming?',
    line: 'Write down a few now or skip this; they can be added with a booking or on arrival.',
    name: 'Name',
    gender: 'Gender',
    phone: 'Phone (optional)',
    add: 'Add this guest',
    list: 'Guests added',
    empty: 'No guests added yet.',
    remove: (name) => `Remove ${name}`,
  },
  problem: {
    nameMissing: 'The shop has no name yet',
    roomsMissing: 'At least one room is needed',
    roomNameMissing: 'One room has no name yet',
    roomNameTwice: 'Two rooms share a name; change one',
    staffMissing: 'Add at least one colleague',
    staffNameTwice: 'Two colleagues share a name; tell them apart',
    managerMissing: 'A manager is needed, who looks after the PINs',
    pinMissing: 'The manager has no PIN yet',
  },
  ready: (shop) => `${shop} is set up.`,
  persist: {
    granted: ' The browser promised to keep this tablet’s data.',
    denied:
      ' The browser has not promised to keep the data yet: install Steamkeeper to the home screen, then ask again under Shop.',
    unknown: ' This browser makes no promise about keeping data; back up regularly.',
  },
}
