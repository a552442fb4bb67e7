import type { ShopStrings } from '../zh-cn/shop.ts'

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** The shop's settings, and what this tablet is. */
export const shop: ShopStrings = {
  title: 'Shop',
  edit: 'Change',
  save: 'Save',
  saved: 'Kept on this tablet.',
  sample: 'This is a sample shop; everything in it is invented.',
  refused: { nameMissing: 'The name is missing', nameTwice: 'This name is taken; choose another' },
  identity: {
    title: 'Name and winter',
    name: 'Name of the shop',
    winter: 'Winter months',
    airing: 'Airing after alcohol',
    minutes: (n) => `${n} min`,
    minuteUnit: 'min',
    minAge: 'Minimum age of guests',
    years: (n) => `${n} years`,
    yearUnit: 'years',
    timeZone: 'Time zone',
  },
  rooms: {
    title: 'Rooms and urns',
    count: (rooms, urns) => `${count(rooms, 'room', 'rooms')}, ${count(urns, 'urn', 'urns')}`,
    addRoom: 'Add a room',
    newRoom: 'New room',
    name: 'Name of the room',
    urns: 'Urns in this room',
    urnName: (n) => `Name of urn ${n}`,
    addUrn: 'Add an urn',
    newUrn: (n) => `Urn ${n}`,
    firstUrn: 'Steam urn',
    use: 'Can it be used?',
    urnUse: (name) => `Can ${name} be used?`,
    inUse: 'In use',
    outOfOrder: 'Out of order',
    empty: 'No rooms yet.',
  },
  staff: {
    title: 'Colleagues',
    count: (n) => count(n, 'colleague', 'colleagues'),
    addStaff: 'Add a colleague',
    newStaff: 'New colleague',
    name: 'Name',
    role: 'Role',
    stillLooksAfter: (name, places) =>
      `${name} has visits that are not over: ${places}. Better hand them over first; it can also be saved like this.`,
    presence: 'At work?',
    here: 'At work',
    away: 'Away',
    empty: 'No colleagues yet.',
  },
  tablet: {
    title: 'This tablet',
    language: 'Language',
    theme: 'Light or dark',
    themes: { system: 'As the tablet', light: 'Light', dark: 'Dark' },
  },
  data: {
    title: 'Where the data is',
    where: 'Every step is kept in this tablet’s browser first; it works without a network.',
    open: 'See the sync',
    promise: 'The browser’s promise to keep it',
    granted: 'Given: it is not cleared when space gets short.',
    denied: 'Not given yet. Install Steamkeeper to the home screen, then tap “Ask again”.',
    unknown: 'This browser makes no promise; back up regularly.',
    ask: 'Ask again',
    waiting: 'Not sent',
    nothingWaiting: 'Nothing is waiting to be sent',
    waits: (n, time) => `${count(n, 'change', 'changes')}, the oldest of ${time}`,
  },
  version: {
    title: 'Version',
    running: 'Running',
    check: 'Check for a new version',
    checking: 'Checking…',
    waiting: (version) =>
      version
        ? `Version ${version} is ready; update at the top of the page.`
        : 'A new version is ready; update at the top of the page.',
    none: 'Nothing newer, or the server cannot be reached just now.',
  },
  procedure: {
    title: 'Procedure in force',
    none: 'No procedure yet.',
    version: (document, version) => `${document}, version ${version}`,
    minutes: (n) => `${n} min`,
    seasons: (winter, summer) => `winter ${winter} min, summer ${summer} min`,
    untimed: 'untimed',
    room: 'Room',
    pinned:
      'Visits under way end with the version they began with; a new version begins with the next guest.',
  },
}
