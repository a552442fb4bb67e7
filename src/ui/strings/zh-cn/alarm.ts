/** What the urns ask for, who goes, and where the tablet stands. */
export const alarm = {
  label: '瓮的提醒',
  over: (name: string, min: number) => `${name} 已超过 ${min} 分，请关瓮`,
  out: (name: string, _min: number) => `${name} 瓮已关，请确认客人出来了`,
  unsure: (name: string, _min: number) => `${name} 入瓮时间不明，请马上去看`,
  off: (name: string, _min: number) => `${name} 时间到了，请关瓮`,
  away: (name: string, _min: number) => `${name} 离瓮太久，请关瓮结束`,
  ask: (name: string, min: number) => `${name} ${min} 分到了，请问是否继续`,
  check: (name: string, min: number) => `${name} 第 ${min} 分钟还没有照看`,
  anUrn: '有一只瓮',
  go: {
    over: '去关瓮',
    out: '去确认',
    unsure: '去看看',
    off: '去关瓮',
    away: '去关瓮',
    ask: '去问',
    check: '去照看',
  },
  open: '打开',
  iGo: (me: string) => `我去（${me}）`,
  other: '别人去',
  whoGoes: { title: '谁去？', hint: '选去的人，其他平板就安静下来。' },
  goes: (names: string) => `${names}去了`,
  saidSo: (names: string) => `${names}说过要去，还没有做`,
  and: '、',
  someone: '一位同事',
  stale: (span: string) => `最后同步 ${span}前，别的房间可能已有变化`,
  span: (minutes: number) =>
    minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`,
  standIn: (n: number) => `${n} 位顾客的规程还没传到这台平板：时间照样看着，步骤请在别的平板上做。`,
  locked: {
    muted: '铃声还锁着，点一下屏幕就能响。',
    absent: '这个浏览器不能响铃，请换一台放在这里。',
    unlock: '打开铃声',
  },
}
export type AlarmStrings = typeof alarm
