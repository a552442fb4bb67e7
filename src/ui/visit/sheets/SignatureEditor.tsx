/**
 * The guest's signature: strokes on a pad, redrawn when the tablet is turned; without ink it does not count. Or signed
 * on paper, with where the paper is.
 */
import { useState } from 'react'
import { isObject } from '../../../domain/procedure/refusal.ts'
import { Button } from '../../kit/Button.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { useStrings } from '../../strings/strings.ts'
import type { Draft, EditorProps } from './editor-props.ts'
import { type Ink, InkPad } from './InkPad.tsx'
import styles from './sheets.module.css'

/** On the pad, or on paper. */
export function SignatureEditor({ draft, onChange }: EditorProps<'signature'>) {
  const { visit } = useStrings()
  const isPaper = isObject(draft.value) && draft.value.paper === true
  const [onPaper, setOnPaper] = useState(isPaper)
  const where = isPaper && isObject(draft.value) ? String(draft.value.where ?? '') : ''
  const setWhere = (text: string) =>
    onChange({ value: { paper: true, where: text }, missing: text.trim() ? null : visit.signature.needWhere })
  const swap = () => {
    setOnPaper(!onPaper)
    onChange({ value: null, missing: onPaper ? visit.signature.blank : visit.signature.needWhere })
  }
  return (
    <div className={styles.field}>
      {onPaper ? (
        <TextEntry label={visit.signature.where} value={where} onChange={setWhere} autoFocus />
      ) : (
        <InkPad words={visit.signature} onInk={(ink) => onChange(draftOf(ink, visit.signature))} />
      )}
      <div className={styles.line}>
        <Button small onPress={swap}>
          {onPaper ? visit.signature.pad : visit.signature.paper}
        </Button>
      </div>
    </div>
  )
}

function draftOf(ink: Ink, words: { readonly blank: string; readonly tooLong: string }): Draft {
  return 'missing' in ink
    ? { value: null, missing: words[ink.missing] }
    : { value: { strokes: ink.strokes }, missing: null }
}
