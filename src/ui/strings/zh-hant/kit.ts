import type { KitStrings } from '../zh-cn/kit.ts'

export const kit: KitStrings = {
  language: '介面語言',
  languages: { 'zh-CN': '简体中文', 'zh-Hant': '繁體中文', en: 'English' },
  close: '關閉',
  cancel: '取消',
  confirm: '確定',
  save: '儲存',
  erase: '退格',
  less: '減一',
  more: '加一',
  enter: '輸入數字',
  back: '返回',
  add: '新增',
  edit: '修改',
  remove: '移除',
  search: '尋找',
  loading: '正在開啟…',
  range: (min, max) => `請填 ${min} 到 ${max}`,
  minutes: (n) => `${n} 分`,
  genderWord: { female: '女', male: '男' },
  genderGuest: { female: '女賓', male: '男賓' },
}
