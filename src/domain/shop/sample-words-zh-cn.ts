/** The sample shop in simplified Chinese. All people are invented. */
import type { SampleWords } from './sample.ts'

export const words: SampleWords = {
  shop: '瓮养 · 南门店',
  card: '调理卡',
  consentForms: '前台的文件柜',
  room: (n) => `${n} 号房`,
  urn: '养生瓮',
  urns: ['左瓮', '右瓮'],
  staff: { lin: '林晓芸', zhou: '周敏', he: '何丽', wu: '吴静', chen: '陈国华' },
  guests: {
    wangA: {
      name: '王秀兰',
      address: '王女士',
      cautions: ['血压偏低史'],
      preferences: ['怕热', '喜 1 档', '音乐：古琴'],
    },
    wangB: { name: '王秀兰', address: '王阿姨', preferences: ['喜热', '话不多'] },
    chen: { name: '陈建军', address: '陈先生', cautions: ['右膝不便'], preferences: ['看产品片'] },
    liu: { name: '刘芳', address: '刘女士', preferences: ['喜 2 档', '毛巾多备一条'] },
    zhao: { name: '赵小满', address: '赵小姐', cautions: ['第一次蒸', '体弱'] },
    li: { name: '李大成', address: '李先生', cautions: ['走路慢', '要扶'], preferences: ['热水'] },
    sun: { name: '孙志远', address: '孙先生', preferences: ['与太太同来'] },
    sunWife: { name: '周晴', address: '孙太太', preferences: ['与先生同来'] },
    wu: { name: '吴桂英', address: '吴女士', cautions: ['空腹不蒸'] },
    ouyang: { name: '欧阳若曦', address: '欧阳女士', preferences: ['薰衣草香', '灯光暗些'] },
    huang: { name: '黄海', address: '黄先生' },
    parker: { name: 'Grace Parker', address: 'Ms Parker', preferences: ['说英语'] },
    xu: { name: '許美惠', address: '許小姐', preferences: ['说国语', '看繁体'] },
    ma: { name: '马国庆', address: '马先生', cautions: ['备葡萄糖'] },
  },
}
