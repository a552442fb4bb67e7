/**
 * The guest's signature: strokes on a pad, redrawn when the tablet is turned; without ink it does not count. Or signed
 * on paper, with where the paper is.
 */
import { useEffect, useRef, useState } from 'react'
import SignaturePad from 'signature_pad'
import { isObject } from '../../../domain/procedure/refusal.ts'
import { Button } from '../../kit/Button.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { useStrings } from '../../strings/strings.ts'
import { keptStrokes } from '../steps/signature-strokes.ts'
import type { Draft, EditorProps } from './editor-props.ts'
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
        <Pad onChange={onChange} />
      )}
      <div className={styles.line}>
        <Button small onPress={swap}>
          {onPaper ? visit.signature.pad : visit.signature.paper}
        </Button>
      </div>
    </div>
  )
}

function Pad({ onChange }: { readonly onChange: (draft: Draft) => void }) {
  const { visit } = useStrings()
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const padRef = useRef<SignaturePad | null>(null)
  const change = useRef(onChange)
  change.current = onChange
  useEffect(() => {
    const canvas = canvasRef.current
    if (!canvas?.getContext('2d')) {
      change.current({ value: null, missing: visit.signature.blank })
      return
    }
    const pad = new SignaturePad(canvas, {
      minWidth: 1.2,
      maxWidth: 3.2,
      penColor: getComputedStyle(canvas).color,
    })
    padRef.current = pad
    // A stroke under way when the tablet is turned would stay on the screen and be missing in what is kept: end it first.
    const endStroke = () => window.dispatchEvent(new PointerEvent('pointercancel', { pointerId: stroke }))
    let stroke = 0
    canvas.addEventListener('pointerdown', (event) => {
      stroke = event.pointerId
    })
    const refit = () => {
      endStroke()
      fitTo(canvas, pad)
    }
    const ended = () => change.current(draftOf(pad, canvas, visit.signature))
    refit()
    change.current({ value: null, missing: visit.signature.blank })
    pad.addEventListener('endStroke', ended)
    const watch = new ResizeObserver(refit)
    watch.observe(canvas)
    return () => {
      watch.disconnect()
      pad.off()
    }
  }, [visit])
  return (
    <>
      <p className={styles.muted}>{visit.signature.hint}</p>
      <div className={styles.pad}>
        <canvas ref={canvasRef} aria-label={visit.signature.canvas} role="img" />
      </div>
      <div className={styles.line}>
        <Button
          small
          onPress={() => {
            padRef.current?.clear()
            onChange({ value: null, missing: visit.signature.blank })
          }}
        >
          {visit.signature.clear}
        </Button>
      </div>
    </>
  )
}

/** Gives the canvas the pixels of its place, and draws the strokes again at the new scale. */
function fitTo(canvas: HTMLCanvasElement, pad: SignaturePad): void {
  const { width, height } = canvas.getBoundingClientRect()
  const ratio = Math.max(1, window.devicePixelRatio)
  const before = canvas.width / ratio
  if (width === 0 || Math.round(width * ratio) === canvas.width) return
  const scale = before > 0 ? width / before : 1
  const strokes = pad.toData().map((group) => ({
    ...group,
    points: group.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
  }))
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  canvas.getContext('2d')?.scale(ratio, ratio)
  pad.clear()
  if (strokes.length > 0) pad.fromData(strokes)
}

function draftOf(
  pad: SignaturePad,
  canvas: HTMLCanvasElement,
  words: { readonly blank: string; readonly tooLong: string },
): Draft {
  const { width, height } = canvas.getBoundingClientRect()
  const kept = keptStrokes(
    pad.toData().map(({ points }) => points),
    { width, height },
  )
  if (kept === 'blank' || kept === 'tooLong') return { value: null, missing: words[kept] }
  return { value: { strokes: kept }, missing: null }
}
