import type { GuideStrings } from '../zh-cn/guide.ts'

const cup = (n: number | null) => (n === null ? '–' : n)
const range = (from: number, to: number | null) => (to === null || to === from ? `${from}` : `${from}–${to}`)

export const guide: GuideStrings = {
  moment: {
    enter: 'Before the urn: ask',
    leaveUrn: 'Out of the urn: ask',
    leaveRoom: 'Leaving the room: ask',
  },
  question: {
    guest: { to: 'Check yourself', ask: 'Is this the guest?', yes: 'This is the guest' },
    belongings: { to: 'Ask the guest', ask: 'Jewellery and valuables locked away?', yes: 'Locked' },
    dizzy: {
      to: 'Ask the guest',
      ask: 'Dizzy, or unwell at all?',
      yes: 'Not dizzy, all well',
      no: 'Dizzy or unwell',
    },
    feet: { to: 'Look yourself', ask: 'Both feet on the foot towel?', yes: 'Both on the towel' },
    support: {
      to: 'Hold first, then tap',
      ask: 'On which side do you hold the guest?',
      yes: 'Held',
      line: 'The drop in temperature can make them faint; never let go.',
    },
    foot: { to: 'Tell the guest', ask: 'Which foot first?', yes: 'Said; slowly now' },
    towel: { to: 'Look yourself', ask: 'Bath towel around the body?', yes: 'Wrapped' },
    chair: { to: 'Walk slowly, arm held', ask: 'Seated well on the sauna chair?', yes: 'Seated' },
    belongingsBack: { to: 'Ask the guest', ask: 'Do they have everything?', yes: 'Everything' },
    steady: {
      to: 'Ask the guest',
      ask: 'Dizzy? Steady on their feet?',
      yes: 'Not dizzy, steady',
      no: 'Still dizzy',
      held: 'Let them sit, rest a while, then ask again.',
    },
    leftBehind: { to: 'Look yourself', ask: 'Locker and jewellery box empty?', yes: 'Empty, nothing left' },
  },
  offSince: (time) => `urn off for ${time}`,
  stillIn: (at) => `Urn off at ${at}; nobody has said yet that the guest is out`,
  sayOut: 'Say so',
  standIn: {
    line: 'This guest’s procedure has not reached this tablet yet. Their time is watched here all the same; please do the steps on another tablet.',
    out: 'I have helped them out',
  },
  ahead: {
    title: 'Time in the urn unknown',
    line: 'The recorded start lies ahead of this tablet’s clock. Go and see the guest now, then correct the start; if in doubt, switch the urn off.',
    correct: 'Correct the start',
  },
  timed: {
    running: (time) => `${time} left`,
    due: (time) => `Time is up, ${time} so far`,
    over: (time) => `${time} so far, it can end`,
  },
  away: {
    title: 'Out to the toilet',
    out: 'Support the guest out: on which side?',
    side: { left: 'Their left side', right: 'Their right side' },
    line: (min, full) =>
      `The clock goes on: off at ${full} minutes stays. At most ${min} minutes; longer, and it ends here.`,
    until: (time) => `Back by ${time}`,
    since: (time, left) => `Out since ${time}, off in ${left}`,
    back: 'Back again',
    backTitle: 'Back into the urn',
    dizzy: 'Dizzy?',
    dizzyNo: 'Not dizzy',
    dizzyYes: 'Dizzy',
    water: 'Water?',
    waterYes: 'Had some',
    waterNo: 'None',
    support: 'On which side do you support them in?',
    keep: 'Supported in',
    stop: 'Dizzy: no more steaming',
    need: 'Answer all three first',
    over: (min) => `Out of the urn for over ${min} minutes: it ends here.`,
  },
  cups: {
    before: (n, from, to) => `${cup(n)}/${range(from, to)} before`,
    during: (n, from, to) => `${cup(n)}/${range(from, to)} during`,
    after: (n, from, to) => `${cup(n)}/${range(from, to)} after`,
  },
  feeling: {
    dizzy: {
      title: 'Dizzy: stay with the guest',
      lines: [
        'Go on? If not, or they cannot say, stop.',
        'Hold them before they stand; cooler air adds to it.',
        'Weak: a little salt water. Going on: lower setting?',
        'Unsteady or no answer: emergency card.',
      ],
    },
    thirsty: {
      title: 'Thirsty: bring rock water',
      lines: ['Slowly, through the straw; count the cups below.'],
    },
    stop: 'Stop',
    colleague: 'Call help',
    emergency: 'Emergency',
  },
  verdict: { block: 'Never: no steaming today, decline kindly', approve: 'With the manager’s approval' },
  progress: (at, all) => `Question ${at} of ${all}`,
  toList: 'See the list',
  skip: 'Skip for now',
  footFirst: { left: 'Left foot first', right: 'Right foot first' },
  readPlan: (setting, minutes) => `${setting} · ${minutes} minutes`,
  ready: 'Ready?',
  choosePlan: 'Which setting, how many minutes?',
  readBack: 'What was answered',
  noSteam: 'No steaming today',
  notYet: 'Not into the urn yet',
}
