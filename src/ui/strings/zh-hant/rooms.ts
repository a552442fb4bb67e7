import type { RoomsStrings } from '../zh-cn/rooms.ts'

export const rooms: RoomsStrings = {}
