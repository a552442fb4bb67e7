import type { GuestsStrings } from '../zh-cn/guests.ts'

export const guests: GuestsStrings = {}
