/** A photo by the tablet's camera, scaled down until it fits into the record; where it does not, that is said. */
import { useRef, useState } from 'react'
import { isObject } from '../../../domain/procedure/refusal.ts'
import { Button } from '../../kit/Button.tsx'
import { useStrings } from '../../strings/strings.ts'
import type { EditorProps } from './editor-props.ts'
import styles from './sheets.module.css'
import { smallJpeg } from './small-jpeg.ts'

/** Offered, never demanded. */
export function PhotoEditor({ draft, onChange }: EditorProps<'photo'>) {
  const { visit } = useStrings()
  const [state, setState] = useState<'idle' | 'working' | 'tooLarge' | 'failed'>('idle')
  const inputRef = useRef<HTMLInputElement>(null)
  const jpeg = isObject(draft.value) && typeof draft.value.jpeg === 'string' ? draft.value.jpeg : null
  const take = async (file: File | undefined) => {
    if (!file) return
    setState('working')
    const made = await smallJpeg(file)
    if (made === 'tooLarge' || made === 'failed') {
      setState(made)
      return
    }
    setState('idle')
    onChange({ value: { jpeg: made }, missing: null })
  }
  return (
    <div className={styles.field}>
      <p className={styles.muted}>{visit.photo.hint}</p>
      {jpeg ? <img className={styles.photo} src={jpeg} alt={visit.photo.alt} /> : null}
      {state === 'working' ? <p role="status">{visit.photo.working}</p> : null}
      {state === 'tooLarge' || state === 'failed' ? (
        <p className={styles.error} role="alert">
          {visit.photo[state]}
        </p>
      ) : null}
      <input
        ref={inputRef}
        className={styles.file}
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-label={visit.takePhoto}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button onPress={() => inputRef.current?.click()}>
        {jpeg ? visit.photo.again : visit.photo.choose}
      </Button>
    </div>
  )
}
