/**
 * A signature as strokes: `600 240;M12 34L13 36L…M…`, the pad's size and one SVG path. Vectors, because a picture of
 * a canvas goes blank when the tablet is turned; checked for ink, because a blank one must not count as signed.
 */
import { SIGNATURE_MAX } from '../../../domain/procedure/values.ts'

export type Point = { readonly x: number; readonly y: number }
export type Stroke = readonly Point[]

/** Strokes are kept on a pad of this width, whatever the screen's is; the height follows. */
const KEPT_WIDTH = 600
/** Shorter than this, all strokes together, is a touch and no signature. */
const INK_MIN = 40

/** Total length of the strokes on a pad of KEPT_WIDTH. */
function inkOf(strokes: readonly Stroke[], scale: number): number {
  let ink = 0
  for (const stroke of strokes)
    for (let i = 1; i < stroke.length; i += 1) {
      const from = stroke[i - 1]
      const to = stroke[i]
      if (from && to) ink += Math.hypot(to.x - from.x, to.y - from.y) * scale
    }
  return ink
}

/** Every second point goes until the path fits: a long signature loses smoothness, not strokes. */
function thinned(stroke: Stroke, every: number): Stroke {
  return stroke.filter((_, at) => at % every === 0 || at === stroke.length - 1)
}

function pathOf(strokes: readonly Stroke[], scale: number, every: number): string {
  const round = (n: number) => Math.round(n * scale)
  return strokes
    .map((stroke) => {
      const points = thinned(stroke, every).map(({ x, y }) => `${round(x)} ${round(y)}`)
      return points.length === 1 ? `M${points[0]}h1` : `M${points.join('L')}`
    })
    .join('')
}

/** The strokes as they are kept; `blank` without ink, `tooLong` when even thinned they exceed the limit (CS7). */
export function keptStrokes(
  strokes: readonly Stroke[],
  size: { readonly width: number; readonly height: number },
): string | 'blank' | 'tooLong' {
  const scale = KEPT_WIDTH / Math.max(1, size.width)
  if (inkOf(strokes, scale) < INK_MIN) return 'blank'
  for (const every of [1, 2, 3, 4, 6]) {
    const kept = `${KEPT_WIDTH} ${Math.round(size.height * scale)};${pathOf(strokes, scale, every)}`
    if (kept.length <= SIGNATURE_MAX) return kept
  }
  return 'tooLong'
}

/** What to draw: null when the text is not of this shape, so that a foreign value breaks no screen. */
export function drawnStrokes(kept: string): { readonly viewBox: string; readonly path: string } | null {
  const found = /^(\d+) (\d+);([MLh\d -]+)$/.exec(kept)
  return found ? { viewBox: `0 0 ${found[1]} ${found[2]}`, path: found[3] ?? '' } : null
}
