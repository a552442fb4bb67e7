/** Who may see and do what, in words. */
export const rights = {
  masked: {
    title: '今天没有这位顾客的安排',
    line: '有预约、到店，或由您跟进的顾客，资料会完整显示。要提前看，请找店长。',
    sameName: (n: number) => `有 ${n} 位同名的顾客，请问手机后四位，按号码找。`,
  },
  visit: {
    title: '这次服务不在您今天的安排里',
    line: '资料只给当天接待和跟进的人看。要查阅，请找店长。',
    back: '回到今日',
  },
  hiddenConflicts: (n: number) => `另有 ${n} 处不一致，由负责那些顾客的同事或店长处理。`,
  health: {
    row: '健康内容，前台不显示',
    panel: '血压、体温和健康问答只给做服务的人看。',
  },
  shop: { line: '店里的资料由店长修改。' },
  looksOn: '您可以查看。关瓮、出瓮和紧急照样马上算数；在这里记的别的，要等店长看过才算。',
  looked: {
    title: '谁看过资料',
    line: '打开完整资料都会记下来，可以给顾客本人看。',
    of: (name: string, time: string, screen: string) => `${name} · ${time} · ${screen}`,
    guest: '顾客资料',
    visit: '服务记录',
    someone: '一位同事',
  },
}
export type RightsStrings = typeof rights
