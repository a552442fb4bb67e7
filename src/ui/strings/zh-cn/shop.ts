export const shop = {}
export type ShopStrings = typeof shop
