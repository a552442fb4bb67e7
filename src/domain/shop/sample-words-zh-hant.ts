/** The sample shop in traditional Chinese. All people are invented. */
import type { SampleWords } from './sample.ts'

export const words: SampleWords = {
  shop: '甕養 · 南門店',
  card: '調理卡',
  consentForms: '櫃檯的文件櫃',
  room: (n) => `${n} 號房`,
  urn: '養生甕',
  urns: ['左甕', '右甕'],
  staff: { lin: '林曉芸', zhou: '周敏', he: '何麗', wu: '吳靜', chen: '陳國華' },
  guests: {
    wangA: {
      name: '王秀蘭',
      address: '王女士',
      cautions: ['曾有低血壓'],
      preferences: ['怕熱', '喜 1 段', '音樂：古琴'],
    },
    wangB: { name: '王秀蘭', address: '王阿姨', preferences: ['喜熱', '話不多'] },
    chen: { name: '陳建軍', address: '陳先生', cautions: ['右膝不便'], preferences: ['看產品片'] },
    liu: { name: '劉芳', address: '劉女士', preferences: ['喜 2 段', '毛巾多備一條'] },
    zhao: { name: '趙小滿', address: '趙小姐', cautions: ['第一次蒸', '體弱'] },
    li: { name: '李大成', address: '李先生', cautions: ['走路慢', '要扶'], preferences: ['熱水'] },
    sun: { name: '孫志遠', address: '孫先生', preferences: ['與太太同來'] },
    sunWife: { name: '周晴', address: '孫太太', preferences: ['與先生同來'] },
    wu: { name: '吳桂英', address: '吳女士', cautions: ['空腹不蒸'] },
    ouyang: { name: '歐陽若曦', address: '歐陽女士', preferences: ['薰衣草香', '燈光暗些'] },
    huang: { name: '黃海', address: '黃先生' },
    parker: { name: 'Grace Parker', address: 'Ms Parker', preferences: ['說英語'] },
    xu: { name: '許美惠', address: '許小姐', preferences: ['說國語'] },
    ma: { name: '馬國慶', address: '馬先生', cautions: ['備葡萄糖'] },
  },
}
