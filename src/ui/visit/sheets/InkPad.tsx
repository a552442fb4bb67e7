/** A pad to sign on with a finger: strokes, redrawn when the tablet is turned; without ink it does not count. */
import { type ReactNode, useEffect, useRef } from 'react'
import SignaturePad from 'signature_pad'
import { Button } from '../../kit/Button.tsx'
import { keptStrokes } from '../steps/signature-strokes.ts'
import styles from './sheets.module.css'

/** The strokes as they are kept, or why they do not count yet. */
export type Ink = { readonly strokes: string } | { readonly missing: 'blank' | 'tooLong' }

/** Tells every change; begins blank. */
export function InkPad({
  words,
  onInk,
  others,
}: {
  readonly words: { readonly hint: string; readonly canvas: string; readonly clear: string }
  readonly onInk: (ink: Ink) => void
  /** Further buttons beside its own. */
  readonly others?: ReactNode
}) {
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const padRef = useRef<SignaturePad | null>(null)
  const tell = useRef(onInk)
  tell.current = onInk
  useEffect(() => {
    const canvas = canvasRef.current
    if (!canvas?.getContext('2d')) {
      tell.current({ missing: 'blank' })
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
    const ended = () => tell.current(inkOn(pad, canvas))
    refit()
    tell.current({ missing: 'blank' })
    pad.addEventListener('endStroke', ended)
    const watch = new ResizeObserver(refit)
    watch.observe(canvas)
    const themes = new MutationObserver(() => recolour(canvas, pad))
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      watch.disconnect()
      themes.disconnect()
      pad.off()
    }
  }, [])
  return (
    <>
      <p className={styles.muted}>{words.hint}</p>
      <div className={styles.pad}>
        <canvas ref={canvasRef} aria-label={words.canvas} role="img" />
      </div>
      <div className={styles.line}>
        <Button
          small
          onPress={() => {
            padRef.current?.clear()
            onInk({ missing: 'blank' })
          }}
        >
          {words.clear}
        </Button>
        {others}
      </div>
    </>
  )
}

/** Ink that was dark on light paper is light once the theme is dark. */
function recolour(canvas: HTMLCanvasElement, pad: SignaturePad): void {
  const penColor = getComputedStyle(canvas).color
  pad.penColor = penColor
  pad.fromData(pad.toData().map((group) => ({ ...group, penColor })))
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

function inkOn(pad: SignaturePad, canvas: HTMLCanvasElement): Ink {
  const { width, height } = canvas.getBoundingClientRect()
  const kept = keptStrokes(
    pad.toData().map(({ points }) => points),
    { width, height },
  )
  return kept === 'blank' || kept === 'tooLong' ? { missing: kept } : { strokes: kept }
}
