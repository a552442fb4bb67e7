import type { ShellStrings } from '../zh-cn/shell.ts'

const guests = (n: number) => (n === 1 ? '1 guest' : `${n} guests`)
const changes = (n: number) => (n === 1 ? '1 change' : `${n} changes`)

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
  strip: {
    label: 'Guests being served',
    minutesLeft: (n) => `${n} min left`,
    over: (n) => `${n} min over`,
    overdue: 'check is late',
    checkDue: 'check is due',
    ask: 'ask to go on',
    off: 'switch off',
    unknownGuest: 'guest unknown',
    comma: ', ',
  },
  alarm: {
    label: 'Urn alarms',
    over: (name: string, min: number) => `${name}: past ${min} minutes, switch the urn off`,
    off: (name: string, _min: number) => `${name}: time is up, switch the urn off`,
    ask: (name: string, min: number) => `${name}: ${min} minutes, ask whether to go on`,
    go: { over: 'Switch off', off: 'Switch off', ask: 'Go and ask' },
  },
  saving: {
    keptAt: (time: string) => `Kept here ${time}`,
    kept: 'Kept here',
    allKept: 'All kept here',
    waiting: (n) => `${n} not sent`,
    since: (time) => `since ${time}`,
    title: 'Where the data is',
    here: 'Every tap is written to this tablet first. No network, a flat battery or a restart loses nothing.',
    noneWaiting: 'Nothing is waiting to be sent.',
    someWaiting: (n, time) => `${changes(n)} not sent yet; the oldest was made at ${time}.`,
    noServer:
      'This tablet is not connected to a shop server yet. Everything stays here and is sent by itself once there is one.',
    asOf: (time) => `As of ${time}`,
    understood: 'Got it',
  },
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
      notSaved: 'That was not saved',
      limit: 'That is too large to keep',
      screen: 'This screen went wrong',
    },
    line: {
      blocked: 'An older version of Steamkeeper is open in another window. Close it, then try again.',
      unavailable:
        'Nothing kept is lost; the browser cannot read it just now. Try again, and if that does not help, restart the tablet.',
      quota: 'Clear some photos or unused apps from the tablet, then try again. What was kept is still here.',
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
