import type { KitStrings } from '../zh-cn/kit.ts'

export const kit: KitStrings = {
  language: 'Language',
  languages: { 'zh-CN': '简体中文', 'zh-Hant': '繁體中文', en: 'English' },
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'OK',
  save: 'Save',
  erase: 'Delete digit',
  less: 'one less',
  more: 'one more',
  enter: 'enter a number',
  back: 'Back',
  add: 'Add',
  edit: 'Change',
  remove: 'Remove',
  search: 'Search',
  loading: 'Opening…',
  range: (min, max) => `Enter ${min} to ${max}`,
  minutes: (n) => `${n} min`,
  genderWord: { female: 'Woman', male: 'Man' },
  genderGuest: { female: 'Women’s set', male: 'Men’s set' },
}
