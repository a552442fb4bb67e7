import type { AlarmStrings } from '../zh-cn/alarm.ts'

/** What the urns ask for, who goes, and where the tablet stands. */
export const alarm: AlarmStrings = {
  label: '甕的提醒',
  over: (name, min) => `${name} 已超過 ${min} 分，請關甕`,
  out: (name) => `${name} 甕已關，請確認客人出來了`,
  back: (name) => `${name} 如廁後還沒回來，請去看`,
  unsure: (name) => `${name} 入甕時間不明，請馬上去看`,
  off: (name) => `${name} 時間到了，請關甕`,
  away: (name) => `${name} 離甕太久，請關甕結束`,
  ask: (name, min) => `${name} ${min} 分到了，請問是否繼續`,
  check: (name, min) => `${name} 第 ${min} 分鐘還沒有照看`,
  anUrn: '有一只甕',
  go: {
    over: '去關甕',
    out: '去確認',
    back: '去看看',
    unsure: '去看看',
    off: '去關甕',
    away: '去關甕',
    ask: '去問',
    check: '去照看',
  },
  open: '打開',
  iGo: (me) => `我去（${me}）`,
  other: '別人去',
  whoGoes: { title: '誰去？', hint: '選去的人，其他平板就安靜下來。' },
  goes: (names) => `${names}去了`,
  saidSo: (names) => `${names}說過要去，還沒有做`,
  and: '、',
  someone: '一位同事',
  stale: (span) => `最後同步 ${span}前，別的房間可能已有變化`,
  span: (minutes) =>
    minutes < 60 ? `${minutes} 分鐘` : `${Math.floor(minutes / 60)} 小時 ${minutes % 60} 分鐘`,
  standIn: (n) => `${n} 位顧客的規程還沒傳到這台平板：時間照樣看著，步驟請在別的平板上做。`,
  locked: {
    muted: '鈴聲還鎖著，點一下螢幕就能響。',
    absent: '這個瀏覽器不能響鈴，請換一台放在這裡。',
    unlock: '打開鈴聲',
  },
}
