export const visit = {}
export type VisitStrings = typeof visit
