/** A kept signature, drawn from its strokes. */
import { drawnStrokes } from './signature-strokes.ts'
import styles from './steps.module.css'

/** Nothing when the strokes cannot be read. */
export function SignatureView({ strokes, label }: { readonly strokes: string; readonly label: string }) {
  const drawn = drawnStrokes(strokes)
  if (!drawn) return null
  return (
    <svg className={styles.signature} viewBox={drawn.viewBox} role="img" aria-label={label}>
      <path d={drawn.path} fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
    </svg>
  )
}
