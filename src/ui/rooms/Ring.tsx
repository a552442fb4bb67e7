/** The steam dial's quiet sister on the board: a dashed ring for an urn without a guest, or how far its turnover is. */

/** Decorative: what it shows stands in words beside it. */
export function Ring({
  size,
  share,
  label,
}: {
  readonly size: number
  /** 0…1; null draws the dashes. */
  readonly share: number | null
  readonly label: string
}) {
  const width = size * 0.06
  const centre = size / 2
  const radius = centre - width * 1.75
  const round = 2 * Math.PI * radius
  const circle = { cx: centre, cy: centre, r: radius, fill: 'none', strokeWidth: width }
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <circle
        {...circle}
        stroke="var(--line)"
        strokeLinecap="round"
        strokeDasharray={share === null ? `${width * 0.4} ${width * 1.7}` : undefined}
      />
      {share ? (
        <circle
          {...circle}
          stroke="var(--jade)"
          strokeLinecap={share < 1 ? 'round' : 'butt'}
          strokeDasharray={`${round * share} ${round}`}
          transform={`rotate(-90 ${centre} ${centre})`}
        />
      ) : null}
      {label ? (
        <text
          x={centre}
          y={centre + size * 0.075}
          textAnchor="middle"
          fontSize={size * 0.2}
          fontWeight="600"
          fill="var(--ink)"
        >
          {label}
        </text>
      ) : null}
    </svg>
  )
}
