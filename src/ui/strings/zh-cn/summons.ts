/** Calling people: an emergency on another tablet, a colleague who is wanted. */
export const summons = {
  label: '有人在叫',
  colleague: (room: string) => `${room}要一位同事过去`,
  aRoom: '有一间房',
  /** On the tablet that called. */
  calling: (room: string) => `${room}在叫同事`,
  nobodyYet: '已经叫了其他平板，还没有人应',
  notSent: '还没有传到其他平板，请直接喊人',
  alone: '没有别的平板能听到，请直接喊人、打电话',
  open: '打开紧急卡',
  again: '再叫一次',
  back: '不用了',
  backWhat: (room: string) => `不用了，${room}`,
  sheet: {
    title: '叫同事来',
    line: '来的人在自己的平板上点「我去」，这里就看得到。急的话到门口喊，也可以交接给同事。瓮不停表，满 30 分一定关瓮。',
    handOver: '交接给同事',
  },
  ask: '叫同事',
  none: '现在没有在叫人。',
  notKept: '没有叫成，请再点一次，或直接喊人。',
}
export type SummonsStrings = typeof summons
