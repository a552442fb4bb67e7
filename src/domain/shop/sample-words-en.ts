/** The sample shop in English. All people are invented. */
import type { SampleWords } from './sample.ts'

export const words: SampleWords = {
  shop: 'Urn & Rest, South Gate',
  card: 'Conditioning card',
  consentForms: 'Cabinet at the front desk',
  room: (n) => `Room ${n}`,
  urn: 'Steam urn',
  urns: ['Left urn', 'Right urn'],
  staff: { lin: 'Lin Xiaoyun', zhou: 'Zhou Min', he: 'He Li', wu: 'Wu Jing', chen: 'Chen Guohua' },
  guests: {
    wangA: {
      name: 'Wang Xiulan',
      address: 'Ms Wang',
      cautions: ['low blood pressure before'],
      preferences: ['dislikes heat', 'setting 1', 'guqin music'],
    },
    wangB: { name: 'Wang Xiulan', address: 'Auntie Wang', preferences: ['likes it hot', 'quiet'] },
    chen: {
      name: 'Chen Jianjun',
      address: 'Mr Chen',
      cautions: ['stiff right knee'],
      preferences: ['product film'],
    },
    liu: { name: 'Liu Fang', address: 'Ms Liu', preferences: ['setting 2', 'one more towel'] },
    zhao: { name: 'Zhao Xiaoman', address: 'Miss Zhao', cautions: ['first time', 'weak'] },
    li: {
      name: 'Li Dacheng',
      address: 'Mr Li',
      cautions: ['walks slowly', 'support'],
      preferences: ['hot water'],
    },
    sun: { name: 'Sun Zhiyuan', address: 'Mr Sun', preferences: ['comes with his wife'] },
    sunWife: { name: 'Zhou Qing', address: 'Mrs Sun', preferences: ['comes with her husband'] },
    wu: { name: 'Wu Guiying', address: 'Ms Wu', cautions: ['not on an empty stomach'] },
    ouyang: { name: 'Ouyang Ruoxi', address: 'Ms Ouyang', preferences: ['lavender', 'dim light'] },
    huang: { name: 'Huang Hai', address: 'Mr Huang' },
    parker: { name: 'Grace Parker', address: 'Ms Parker', preferences: ['speaks English'] },
    xu: { name: 'Hsu Mei-hui', address: 'Miss Hsu', preferences: ['reads traditional Chinese'] },
    ma: { name: 'Ma Guoqing', address: 'Mr Ma', cautions: ['glucose at hand'] },
  },
}
