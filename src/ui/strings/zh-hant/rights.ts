import type { RightsStrings } from '../zh-cn/rights.ts'

/** Who may see and do what, in words. */
export const rights: RightsStrings = {
  masked: {
    title: '今天沒有這位客人的安排',
    line: '有預約、到店，或由您跟進的客人，資料會完整顯示。需要提前查看，請找店長。',
    sameName: (n) => `有 ${n} 位同名的客人，請問手機末四碼，用號碼找。`,
  },
  visit: {
    title: '這次服務不在您今天的安排裡',
    line: '資料只給當天接待和跟進的人看。需要查閱，請找店長。',
    back: '回到今日',
  },
  hiddenConflicts: (n) => `另有 ${n} 處不一致，由負責那些客人的同事或店長處理。`,
  health: {
    row: '健康內容，櫃檯不顯示',
    panel: '血壓、體溫和健康問答只給做服務的人看。',
  },
  shop: { line: '店裡的資料由店長修改。' },
  looksOn: '您可以查看。關甕、出甕和緊急照樣馬上算數；在這裡記的其他內容，要等店長看過才算。',
  looked: {
    title: '誰看過資料',
    line: '打開完整資料都會記下來，可以給客人本人看。',
    of: (name, time, screen) => `${name} · ${time} · ${screen}`,
    guest: '客人資料',
    visit: '服務紀錄',
    someone: '一位同事',
  },
}
