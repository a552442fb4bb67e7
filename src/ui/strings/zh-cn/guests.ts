export const guests = {}
export type GuestsStrings = typeof guests
