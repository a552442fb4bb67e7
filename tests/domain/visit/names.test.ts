import { describe, expect, test } from 'vitest'
import type { GuestId } from '../../../src/domain/ids.ts'
import { alikeGuests, tellApart } from '../../../src/domain/visit/names.ts'

const guest = (id: string, name: string, address: string, phone: string | null = null) => ({
  id: id as GuestId,
  name,
  address,
  phone,
})

describe('same-named guests', () => {
  test('[A2.2] who resembles nobody needs nothing', () => {
    expect(tellApart([guest('g1', '王秀兰', '王女士'), guest('g2', '李芳', '李女士')]).size).toBe(0)
    expect(tellApart([guest('g1', '王秀兰', '王女士'), guest('g1', '王秀兰', '王女士')]).size).toBe(0)
  })

  test('[A2.2] one form of address for two is told apart by the name', () => {
    const found = tellApart([
      guest('g1', '王秀兰', '王女士'),
      guest('g2', '王敏', '王女士'),
      guest('g3', '李芳', '李女士'),
    ])
    expect([...found]).toEqual([
      ['g1', { kind: 'name', value: '王秀兰' }],
      ['g2', { kind: 'name', value: '王敏' }],
    ])
  })

  test('[A2.2] one name for two is told apart by the phone, and that failing by the record', () => {
    const phones = tellApart([
      guest('g1', '王秀兰', '王女士', '138 0000 0417'),
      guest('g2', '王秀兰', '王姐', '13800009921'),
    ])
    expect(phones.get('g1' as GuestId)).toEqual({ kind: 'phone', value: '0417' })
    const none = tellApart([
      guest('guest-0001', '王秀兰', '王女士', '138 0000 0417'),
      guest('guest-0002', '王 秀兰', '王姐'),
    ])
    expect(none.get('guest-0001' as GuestId)).toEqual({ kind: 'phone', value: '0417' })
    expect(none.get('guest-0002' as GuestId)).toEqual({ kind: 'id', value: '0002' })
    const same = tellApart([
      guest('guest-0001', '王秀兰', '王女士', '0417'),
      guest('guest-0002', '王秀兰', '王女士', '0417'),
    ])
    expect(same.get('guest-0001' as GuestId)).toEqual({ kind: 'id', value: '0001' })
  })

  test('[A2.2] spaces, case and width make no difference', () => {
    expect(alikeGuests([guest('g1', 'Anna Lee', 'Ms Lee'), guest('g2', 'ＡＮＮＡ lee', 'Anna')]).size).toBe(2)
  })
})
