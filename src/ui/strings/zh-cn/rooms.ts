export const rooms = {}
export type RoomsStrings = typeof rooms
