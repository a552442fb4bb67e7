import type { SummonsStrings } from '../zh-cn/summons.ts'

/** Calling people: an emergency on another tablet, a colleague who is wanted. */
export const summons: SummonsStrings = {
  label: '有人在叫',
  colleague: (room) => `${room}需要一位同事過去`,
  aRoom: '有一間房',
  calling: (room) => `${room}正在叫同事`,
  nobodyYet: '其他平板正在響，還沒有人回應',
  notSent: '還沒傳到其他平板，請直接喊人',
  alone: '這裡只有這一台平板，請直接喊人',
  open: '打開緊急卡',
  back: '不用了',
  backWhat: (room) => `不用了，${room}`,
  ask: '叫同事',
  none: '現在沒有在叫人。',
  notKept: '沒有叫成，請再點一次，或直接喊人。',
}
