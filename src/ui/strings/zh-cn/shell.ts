export const shell = {}
export type ShellStrings = typeof shell
