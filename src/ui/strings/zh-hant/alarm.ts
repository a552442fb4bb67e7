import type { AlarmStrings } from '../zh-cn/alarm.ts'

/** What the urns ask for, who goes, and where the tablet stands. */
export const alarm: AlarmStrings = {
  label: '甕的提醒',
  over: (name, min) => `${name} 已超過 ${min} 分，請關甕`,
  off: (name) => `${name} 時間到了，請關甕`,
  ask: (name, min) => `${name} ${min} 分到了，請問是否繼續`,
  check: (name, min) => `${name} 第 ${min} 分鐘還沒有照看`,
  go: { over: '去關甕', off: '去關甕', ask: '去問', check: '去照看' },
  open: '打開',
  iGo: (me) => `我去（${me}）`,
  goes: (names) => `${names}去了`,
  saidSo: (names) => `${names}說過要去，還沒有做`,
  and: '、',
  someone: '一位同事',
  stale: (span) => `最後同步 ${span}前，別的房間可能已有變化`,
  span: (minutes) =>
    minutes < 60 ? `${minutes} 分鐘` : `${Math.floor(minutes / 60)} 小時 ${minutes % 60} 分鐘`,
  place: {
    title: '平板放在哪裡',
    options: { room: '房間裡', desk: '櫃檯', corridor: '走廊' },
    which: '哪一間房',
    hint: {
      unset: '還沒選。先當作在房間裡：只亮螢幕和振動，不出聲。',
      room: '房間要安靜：只亮螢幕和振動，從不出聲。',
      desk: '房間裡沒人應時，這裡會響鈴，越等越響。',
      corridor: '房間裡沒人應時，這裡會響鈴，越等越響。',
    },
  },
}
