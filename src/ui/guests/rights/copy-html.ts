/**
 * The copy as one page that stands by itself: no script, nothing fetched, readable in any browser and on paper. Everything that
 * somebody once typed is escaped; pictures are put in as they are kept.
 */

import type { Language } from '../../../domain/language.ts'
import type { CopyEntry, CopyRecord, GuestCopy } from '../../../domain/people/guest-copy.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { GuestRightsStrings } from '../../strings/zh-cn/guest-rights.ts'
import { drawnStrokes } from '../../visit/steps/signature-strokes.ts'

type Told = {
  readonly words: GuestRightsStrings
  readonly language: Language
  /** An instant as it is read in the shop. */
  readonly time: (at: number) => string
}

const STYLE = `body{font:16px/1.6 system-ui,sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#222}
h1{font-size:1.6em}h2{font-size:1.15em;margin:2em 0 .4em;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.3em .8em .3em 0;overflow-wrap:anywhere}
th{width:38%;font-weight:500}small{color:#666}img,svg{max-width:20em;display:block}@media print{h2{break-after:avoid}tr{break-inside:avoid}}`

/** The whole page. */
export function copyHtml(copy: GuestCopy, told: Told): string {
  const { file } = told.words
  const title = safe(file.title(copy.guest.name))
  const looked = copy.records.filter(({ kind }) => kind === 'access')
  const rest = copy.records.filter(({ kind }) => kind !== 'access')
  const made = file.made(copy.shop, told.time(Date.parse(copy.madeAt)), copy.madeBy)
  return `<!doctype html>
<html lang="${told.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${safe(told.words.copySheet.tab)}</title><style>${STYLE}</style></head><body>
<h1>${title}</h1><p>${safe(made)}</p><p>${safe(file.intro)}</p>
${rest.map((record) => section(record, told)).join('\n')}
${looked.length > 0 ? looks(looked, told) : ''}
</body></html>
`
}

function section(record: CopyRecord, told: Told): string {
  const { file } = told.words
  const shown = record.entries.filter(({ label }) => label !== '')
  const rest = record.entries.length - shown.length
  const rows = shown.map((entry) => row(entry, told)).join('')
  const empty = rest > 0 ? '' : `<p>${safe(file.noEntries)}</p>`
  const body = rows === '' ? empty : `<table>${rows}</table>`
  return `<h2>${safe(record.title)}</h2>${body}${rest > 0 ? `<p><small>${safe(file.more(rest))}</small></p>` : ''}`
}

/** Who looked and when, a line each: apart they would be a page of headings. */
function looks(records: readonly CopyRecord[], { words: { file } }: Told): string {
  const rows = records.map(({ entries }) => {
    const [at, by] = ['at', 'by'].map((field) => entries.find((entry) => entry.field === field)?.words ?? '')
    return `<tr><th scope="row">${safe(at ?? '')}</th><td>${safe(by ?? '')}</td></tr>`
  })
  return `<h2>${safe(file.looked)}</h2><table>${rows.join('')}</table>`
}

function row({ label, words, value, at, by }: CopyEntry, told: Told): string {
  const when = at === undefined ? '' : told.time(Date.parse(at))
  const who = by === undefined ? '' : `${told.words.file.signedBy} ${by}`
  const small = [when, who].filter((part) => part !== '').join(' · ')
  const picture = pictureOf(value, told)
  return `<tr><th scope="row">${safe(label)}</th><td>${safe(words)}${picture}${small === '' ? '' : `<br><small>${safe(small)}</small>`}</td></tr>`
}

/** A photo or a signature, wherever in the value it stands. */
function pictureOf(value: unknown, told: Told): string {
  if (!isObject(value)) return ''
  const inside = isObject(value.value) ? value.value : value
  const { file } = told.words
  if (typeof inside.jpeg === 'string' && /^data:image\/jpeg;base64,[A-Za-z0-9+/=]+$/.test(inside.jpeg))
    return `<img src="${inside.jpeg}" alt="${safe(file.photo)}">`
  const strokes = inside.strokes ?? inside.signature
  const drawn = typeof strokes === 'string' ? drawnStrokes(strokes) : null
  if (!drawn) return ''
  return `<svg viewBox="${safe(drawn.viewBox)}" role="img" aria-label="${safe(file.signature)}"><path d="${safe(drawn.path)}" fill="none" stroke="#222" stroke-width="4" stroke-linecap="round"/></svg>`
}

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}
