import type { TodayStrings } from '../zh-cn/today.ts'

export const today: TodayStrings = {}
