import type { SetupStrings } from '../zh-cn/setup.ts'

export const setup: SetupStrings = {}
