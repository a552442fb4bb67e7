import type { ShopStrings } from '../zh-cn/shop.ts'

export const shop: ShopStrings = {}
