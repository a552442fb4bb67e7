import type { ShellStrings } from '../zh-cn/shell.ts'

export const shell: ShellStrings = {}
