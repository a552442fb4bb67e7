/** What the urns ask for, who goes, and where the tablet stands. */
export const alarm = {
  label: '瓮的提醒',
  over: (name: string, min: number) => `${name} 已超过 ${min} 分，请关瓮`,
  off: (name: string, _min: number) => `${name} 时间到了，请关瓮`,
  ask: (name: string, min: number) => `${name} ${min} 分到了，请问是否继续`,
  check: (name: string, min: number) => `${name} 第 ${min} 分钟还没有照看`,
  go: { over: '去关瓮', off: '去关瓮', ask: '去问', check: '去照看' },
  open: '打开',
  iGo: (me: string) => `我去（${me}）`,
  goes: (names: string) => `${names}去了`,
  saidSo: (names: string) => `${names}说过要去，还没有做`,
  and: '、',
  someone: '一位同事',
  stale: (span: string) => `最后同步 ${span}前，别的房间可能已有变化`,
  span: (minutes: number) =>
    minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`,
  place: {
    title: '平板放在哪里',
    options: { room: '房间里', desk: '前台', corridor: '走廊' },
    which: '哪一间房',
    hint: {
      unset: '还没选。先当作在房间里：只亮屏和振动，不出声。',
      room: '房间要安静：只亮屏和振动，从不出声。',
      desk: '房间里没人应时，这里会响铃，越等越响。',
      corridor: '房间里没人应时，这里会响铃，越等越响。',
    },
  },
}
export type AlarmStrings = typeof alarm
