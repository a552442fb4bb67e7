import type { GuideStrings } from '../zh-cn/guide.ts'

const cup = (n: number | null) => (n === null ? '–' : n)
const range = (from: number, to: number | null) => (to === null || to === from ? `${from}` : `${from}–${to}`)

export const guide: GuideStrings = {
  moment: {
    enter: '入甕前，問一遍',
    leaveUrn: '出甕，問一遍',
    leaveRoom: '離開保健室，問一遍',
  },
  question: {
    guest: { to: '自己核對', ask: '是這位客人嗎？', yes: '就是這位' },
    belongings: { to: '問客人', ask: '首飾、貴重物品鎖好了嗎？', yes: '鎖好了' },
    dizzy: { to: '問客人', ask: '頭暈嗎？有沒有不舒服？', yes: '不暈，都好', no: '頭暈，不舒服' },
    feet: { to: '自己看一眼', ask: '兩隻腳都在腳墊毛巾上嗎？', yes: '都在腳墊毛巾上' },
    support: {
      to: '扶穩再點',
      ask: '扶著客人的哪一邊？',
      yes: '扶著',
      line: '溫差會讓人發暈，不要鬆手。',
    },
    foot: { to: '說給客人聽', ask: '先邁哪隻腳？', yes: '說了，慢慢邁' },
    towel: { to: '自己看一眼', ask: '大浴巾裹好了嗎？', yes: '裹好了' },
    chair: { to: '扶著慢慢走', ask: '在三溫暖椅上坐穩了嗎？', yes: '坐穩了' },
    belongingsBack: { to: '問客人', ask: '東西都帶上了嗎？', yes: '都帶上了' },
    steady: { to: '問客人', ask: '頭暈嗎？站得穩嗎？', yes: '不暈，站得穩', no: '還暈' },
    leftBehind: { to: '自己看一眼', ask: '置物櫃、首飾盒都空了嗎？', yes: '空了，沒有落下' },
  },
  timed: {
    running: (time) => `還有 ${time}`,
    due: (time) => `時間到了，已 ${time}`,
    over: (time) => `已 ${time}，可以結束了`,
  },
  away: {
    title: '客人如廁',
    out: '扶客人出甕，扶哪一邊？',
    side: { left: '扶左邊', right: '扶右邊' },
    line: (min, full) => `時間照走：${full} 分鐘關甕不變。最多 ${min} 分鐘，超過就到此為止。`,
    back: '回來了',
    backTitle: '回到甕裡',
    dizzy: '頭暈嗎？',
    dizzyNo: '不暈',
    dizzyYes: '頭暈',
    water: '喝水了嗎？',
    waterYes: '喝了',
    waterNo: '沒喝',
    support: '扶著哪一邊進甕？',
    keep: '扶進甕了',
    stop: '頭暈：不再蒸',
    need: '請答完三問',
    over: (min) => `離甕超過 ${min} 分鐘，這次到此為止。`,
  },
  cups: {
    before: (n, from, to) => `前 ${cup(n)}/${range(from, to)} 杯`,
    during: (n, from, to) => `中 ${cup(n)}/${range(from, to)} 杯`,
    after: (n, from, to) => `後 ${cup(n)}/${range(from, to)} 杯`,
  },
  progress: (at, all) => `第 ${at} 問，共 ${all} 問`,
  toList: '看清單',
  skip: '先跳過',
  footFirst: { left: '先邁左腳', right: '先邁右腳' },
  readPlan: (setting, minutes) => `${setting} · ${minutes} 分鐘`,
  ready: '準備好了嗎？',
  choosePlan: '哪一段？蒸多少分鐘？',
  readBack: '剛才答的',
  noSteam: '今天不蒸',
  notYet: '還不能入甕',
}
