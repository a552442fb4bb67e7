import type { ShellStrings } from '../zh-cn/shell.ts'

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`)
const guests = (n: number) => (n === 1 ? '1 guest' : `${n} guests`)

/** The frame above every screen. */
export const shell: ShellStrings = {
  appName: 'Steamkeeper',
  skip: 'Skip to the content',
  nav: 'Places',
  today: 'Today',
  rooms: 'Rooms',
  guests: 'Guests',
  shop: 'Shop',
  sampleTag: 'Sample',
  opening: 'Opening…',
  emergency: 'SOS',
  plan: {
    full: (minutes, left) => `plan ${minutes} min · ${left} left`,
    brief: (n) => `plan: ${n} min left`,
  },
  strip: {
    label: 'Guests being served',
    minutesLeft: (n) => `${n} min left`,
    over: (n) => `${n} min over`,
    away: (time) => `out ${time}`,
    overdue: 'check is late',
    checkDue: 'check is due',
    ask: 'ask to go on',
    timeUp: 'time is up',
    out: 'confirm the guest is out',
    unsure: 'time in the urn unknown',
    off: 'switch off',
    unknownGuest: 'guest unknown',
    comma: ', ',
  },
  saving: {
    kept: 'Kept here',
    allKept: 'All kept here',
    synced: 'All synced',
    rest: 'The rest is synced',
    sending: 'Sending',
    fetching: 'Fetching records',
    fetched: (done, total) => `${done} of ${total}`,
    offline: 'Offline',
    waiting: (n) => `${n} not sent`,
    since: (time) => `since ${time}`,
    lately: (time) => `as of ${time}`,
    toDecide: (n) => `${n} to look at`,
    trouble: {
      notOurServer: 'Wi-Fi sign-in',
      serverFault: 'Server fault',
      serverEmpty: 'Server is empty',
      otherShop: 'Another shop',
      halfMade: 'Set-up unfinished',
      loopbackOnly: 'Not syncing',
      notJoined: 'not joined',
      revoked: 'taken out',
      version: 'Version mismatch',
      refused: 'Not syncing',
      store: 'Storage trouble',
    },
    title: 'Where the data is',
    here: 'Every tap is written to this tablet first. No network, a flat battery or a restart loses nothing.',
    understood: 'Got it',
  },
  clock: {
    span: (minutes) => spanWords(minutes),
    ahead: (span, time) =>
      `This tablet’s clock is ${span} ahead; it is ${time}. Carry on, and set it right when there is time.`,
    behind: (span, time) =>
      `This tablet’s clock is ${span} behind; it is ${time}. Carry on, and set it right when there is time.`,
    dismiss: 'Got it',
  },
  joined: (shop) => `Joined ${shop}.`,
  who: {
    nobody: 'Who?',
    label: (name) => `${name} is working; tap to change`,
    nobodyLabel: 'Nobody is chosen yet; tap to choose',
    title: 'Who is using this tablet now?',
    hint: 'Every step from here is noted under this name. To change, tap the name at the top right.',
    away: 'Away',
    now: 'Working now',
    empty: 'Nobody is on the list yet. Add people under Shop first.',
  },
  role: {
    consultant: 'Consultant',
    frontDesk: 'Front desk',
    manager: 'Manager',
    inspector: 'Inspector',
  },
  update: {
    waits: (n) => `A new version is ready; it waits until ${guests(n)} left the urn.`,
    ready: (version) => (version ? `Version ${version} is ready.` : 'A new version is ready.'),
    activate: 'Update now',
    activating: 'Updating…',
    done: (version) => `Updated to ${version}.`,
    failed: (running) =>
      `The update did not go through; this is still ${running}. Your data is safe, carry on as usual.`,
    retry: 'Try again',
    dismiss: 'Got it',
  },
  notice: { label: 'Notice', close: 'Close the notice' },
  error: {
    all: (sentences: readonly string[]) => sentences.join('. '),
    title: {
      blocked: 'Another window holds the data',
      unavailable: 'The data does not open',
      quota: 'The tablet’s storage is full',
      locked: 'Nobody is signed in',
      notAllowed: 'You have no right to that',
      notSaved: 'That was not saved',
      limit: 'That is too large to keep',
      screen: 'This screen went wrong',
    },
    line: {
      blocked: 'An older version of Steamkeeper is open in another window. Close it, then try again.',
      unavailable:
        'Nothing kept is lost; the browser cannot read it just now. Try again, and if that does not help, restart the tablet.',
      quota: 'Clear some photos or unused apps from the tablet, then try again. What was kept is still here.',
      locked: 'Nobody is signed in, so this was not kept. Sign in and do it again.',
      notAllowed:
        'It was not kept. A colleague who may, or a manager, can sign in and do it; a new role counts once this tablet has been online.',
      notSaved: 'Please try again. What was kept before is still here.',
      limit: 'Please shorten it and save again.',
      screen: 'Everything kept is still here. Try again, or go back to today.',
    },
    retry: 'Try again',
    home: 'Back to today',
    missingTitle: 'There is no such page',
    missingLine: 'The address may be wrong, or this record is not on this tablet.',
  },
}

/** `12 minutes`, `2 h 5 min`, `3 days 4 h`. */
function spanWords(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const inDays = count(days, 'day', 'days')
  if (days > 0) return hours > 0 ? `${inDays} ${hours} h` : inDays
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`
  return count(rest, 'minute', 'minutes')
}
