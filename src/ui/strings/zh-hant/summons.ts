import type { SummonsStrings } from '../zh-cn/summons.ts'

/** Calling people: an emergency on another tablet, a colleague who is wanted. */
export const summons: SummonsStrings = {
  label: '有人在叫',
  colleague: (room) => `${room}需要一位同事過去`,
  aRoom: '有一間房',
  calling: (room) => `${room}正在叫同事`,
  nobodyYet: '已經叫了其他平板，還沒有人回應',
  notSent: '還沒傳到其他平板，請直接喊人',
  alone: '沒有別的平板聽得到，請直接喊人、打電話',
  open: '打開緊急卡',
  again: '再叫一次',
  back: '不用了',
  backWhat: (room) => `不用了，${room}`,
  sheet: {
    title: '叫同事來',
    line: '來的人在自己的平板上點「我去」，這裡就看得到。急的話到門口喊，也可以交班給同事。甕不停錶，滿 30 分一定關甕。',
    handOver: '交班給同事',
  },
  ask: '叫同事',
  none: '現在沒有在叫人。',
  notKept: '沒有叫成，請再點一次，或直接喊人。',
}
