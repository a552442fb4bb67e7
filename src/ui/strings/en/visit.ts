import type { VisitStrings } from '../zh-cn/visit.ts'

export const visit: VisitStrings = {}
