/**
 * The guest's signature: what they sign, in their language, and strokes on a pad beside it, redrawn when the tablet is turned; without
 * ink it does not count. Or signed on paper, with where the paper is.
 */
import { useState } from 'react'
import { isObject } from '../../../domain/procedure/refusal.ts'
import { Button } from '../../kit/Button.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { useStrings } from '../../strings/strings.ts'
import { useWork } from '../work.tsx'
import type { Draft, EditorProps } from './editor-props.ts'
import { type Ink, InkPad } from './InkPad.tsx'
import styles from './sheets.module.css'

/** On the pad, or on paper. */
export function SignatureEditor({ step, draft, onChange }: EditorProps<'signature'>) {
  const { visit } = useStrings()
  const { loaded } = useWork()
  const reads = loaded.sayText.steps[step.id]?.reads
  const isPaper = isObject(draft.value) && draft.value.paper === true
  const [onPaper, setOnPaper] = useState(isPaper)
  const where = isPaper && isObject(draft.value) ? String(draft.value.where ?? '') : ''
  const setWhere = (text: string) =>
    onChange({ value: { paper: true, where: text }, missing: text.trim() ? null : visit.signature.needWhere })
  const swap = () => {
    setOnPaper(!onPaper)
    onChange({ value: null, missing: onPaper ? visit.signature.blank : visit.signature.needWhere })
  }
  const other = (
    <Button small onPress={swap}>
      {onPaper ? visit.signature.pad : visit.signature.paper}
    </Button>
  )
  const signed = (
    <div className={styles.field}>
      {onPaper ? (
        <>
          <TextEntry label={visit.signature.where} value={where} onChange={setWhere} autoFocus />
          <div className={styles.line}>{other}</div>
        </>
      ) : (
        <InkPad
          words={visit.signature}
          onInk={(ink) => onChange(draftOf(ink, visit.signature))}
          others={other}
        />
      )}
    </div>
  )
  if (!reads) return signed
  return (
    <div className={styles.signing}>
      <ul className={styles.reads} lang={loaded.guest?.language ?? undefined}>
        {reads.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {signed}
    </div>
  )
}

function draftOf(ink: Ink, words: { readonly blank: string; readonly tooLong: string }): Draft {
  return 'missing' in ink
    ? { value: null, missing: words[ink.missing] }
    : { value: { strokes: ink.strokes }, missing: null }
}
