import { describe, expect, it } from 'vitest'
import { dayPart, dayWords, givenName } from '../../../src/ui/today/day-words.ts'

describe('the greeting’s words', () => {
  it('[A2.1] names the day in the language of the screen', () => {
    expect(dayWords('2026-11-24', 'zh-CN')).toBe('11月24日周二')
    expect(dayWords('2026-11-24', 'en-GB')).toBe('Tue 24 November')
    expect(dayWords('', 'zh-CN')).toBe('')
  })

  it('[A2.1] greets by the hour', () => {
    expect([4, 5, 9, 11, 13, 18, 23].map(dayPart)).toEqual([
      'evening',
      'morning',
      'forenoon',
      'noon',
      'afternoon',
      'evening',
      'evening',
    ])
  })

  it('[A2.2] leaves the family name out where a Chinese name has one of one or two characters', () => {
    expect(['林晓芸', '欧阳若曦', '周敏', 'Lin Xiaoyun', 'Grace'].map(givenName)).toEqual([
      '晓芸',
      '若曦',
      '周敏',
      'Lin Xiaoyun',
      'Grace',
    ])
  })
})
