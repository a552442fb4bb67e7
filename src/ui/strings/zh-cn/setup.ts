export const setup = {}
export type SetupStrings = typeof setup
