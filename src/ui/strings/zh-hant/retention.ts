import type { RetentionStrings } from '../zh-cn/retention.ts'

/** How long what is kept, and what is past its time. */
export const retention: RetentionStrings = {
  title: '保存多久',
  line: '到期的資料不會自己消失。店長看過之後才刪，刪了每台平板上都沒有。',
  kinds: {
    guests: '沒再來過的客人（連同所有資料）',
    visits: '服務紀錄（讀數、備註與照片都在裡面）',
    bookings: '預約',
    emergencies: '緊急狀況的紀錄',
    conflicts: '已處理的不一致',
    access: '誰看過資料',
  },
  sources: {
    claims: '客人三年內可能要查（中國民法典第 188 條）',
    handling: '法律要求至少三年（中國個人信息保護法第 56 條）',
    house: '本店規定，夠用就好（中國個人信息保護法第 19 條）',
  },
  months: (n) => `${n} 個月`,
  unit: '個月',
  change: '修改時間',
  nothingDue: '現在沒有到期的資料。',
  due: (n) => `有 ${n} 筆到期，看一看`,
  only: '店長可以修改和刪除。',
  sheet: {
    title: '到期的資料',
    line: '刪除之後誰也找不回來。留著不刪，它會一直在這裡。',
    group: (kind, n) => `${kind} · ${n}`,
    since: (day) => `${day}到期`,
    erase: '刪除',
    eraseOf: (what) => `刪除${what}`,
    eraseAll: (n) => `全部刪除（${n}）`,
    more: (n) => `還有 ${n} 筆`,
    sign: '再輸入一次自己的密碼，就會刪除。',
    done: (n, receipt) => `已辦理 ${n} 筆，編號 ${receipt}。連上伺服器之後各台平板都會刪掉。`,
    empty: '沒有到期的資料了',
    emptyLine: '有新到期的會出現在這裡。',
    someone: '一位客人',
  },
}
