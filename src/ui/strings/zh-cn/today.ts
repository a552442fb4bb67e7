export const today = {}
export type TodayStrings = typeof today
