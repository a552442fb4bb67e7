/** A QR code (ISO/IEC 18004) as one path of squares, dark on light in every theme: cameras read nothing else well. */
import { encode } from 'uqr'
import styles from './Tablets.module.css'

/** Modules around it that stay light, as the standard asks. */
const QUIET = 4

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET},${y + QUIET}h1v1h-1z`] : [])),
  )
  const side = size + 2 * QUIET
  return (
    <svg className={styles.qr} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={path.join('')} shapeRendering="crispEdges" />
    </svg>
  )
}
