/**
 * The steam dial, the product's sign: a 30-minute ring that fills clockwise from the top, a notch each 5 minutes,
 * a diamond where the guest is asked whether to go on (A6.5), a square at 30 where the urn is switched off (A6.6).
 * Three sizes of detail: arc only below 64 px (strip), notches and a number up to 240 px (board, list), and the
 * large one with minute marks and signs in the notches. State is told by shape as well as by colour: a second ring
 * inside fills while the guest is out on a break, and the half hour beside it, which goes on, turns quiet.
 */
import styles from './SteamDial.module.css'

export type DialCheckState = 'waiting' | 'due' | 'overdue' | 'done' | 'late' | 'missed'
export type DialAsked = 'waiting' | 'due' | 'yes' | 'no'

export type SteamDialProps = {
  /** Pixels at rest; the drawing shrinks with its place. */
  readonly size: number
  readonly elapsedMin: number
  readonly checks: readonly { readonly minute: number; readonly state: DialCheckState }[]
  readonly asked: DialAsked
  /** Where the diamond stands; a plan shorter than 20 minutes is asked at its end (D6). */
  readonly askMin?: number
  /** The guest is out on a break: how much of its minutes is spent, 0…1. */
  readonly awayShare?: number
  /** Past the deadline without "off". */
  readonly over: boolean
  readonly label: string
  readonly sub?: string
  /** Accessible name: who, where, how long. */
  readonly title: string
  readonly large?: boolean
}

const FULL_MIN = 30
const ASK_MIN = 20
const PLAIN_BELOW = 64

/** Position on the ring; minute 0 and 30 stand at the top. */
function place(centre: number, radius: number, minute: number): { x: number; y: number } {
  const angle = (minute / FULL_MIN) * 2 * Math.PI - Math.PI / 2
  return { x: centre + radius * Math.cos(angle), y: centre + radius * Math.sin(angle) }
}

/** The dial as one drawing with one name; decorative parts are not read out. */
export function SteamDial(props: SteamDialProps) {
  const {
    size,
    elapsedMin,
    checks,
    asked,
    askMin = ASK_MIN,
    awayShare,
    over,
    label,
    sub,
    title,
    large,
  } = props
  const plain = size < PLAIN_BELOW
  const width = size * (plain ? 0.14 : 0.062)
  const centre = size / 2
  const radius = centre - width * (plain ? 0.55 : large ? 1.9 : 1.75)
  const round = 2 * Math.PI * radius
  const share = over ? 1 : Math.min(1, Math.max(0, elapsedMin / FULL_MIN))
  const isAway = awayShare !== undefined
  const awayTone = awayShare === 1 ? 'red' : 'amber'
  const lit = asked === 'due' ? 'var(--amber-fill)' : 'var(--clay)'
  const tone = over ? 'var(--red)' : isAway ? 'var(--edge)' : lit
  const notch = width * 0.66
  return (
    <svg
      className={styles.dial}
      style={{ width: size }}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={title}
    >
      <circle cx={centre} cy={centre} r={radius} fill="none" stroke="var(--line)" strokeWidth={width} />
      {large ? <MinuteMarks centre={centre} radius={radius} width={width} askMin={askMin} /> : null}
      {share > 0 ? (
        <circle
          className={styles.arc}
          cx={centre}
          cy={centre}
          r={radius}
          fill="none"
          stroke={tone}
          strokeWidth={width}
          strokeLinecap={share < 1 ? 'round' : 'butt'}
          strokeDasharray={`${round * share} ${round}`}
          transform={`rotate(-90 ${centre} ${centre})`}
        />
      ) : null}
      {isAway ? (
        <Inner
          {...{ centre, radius: radius - width * (plain ? 1.15 : 0.86), width: width * (plain ? 0.9 : 0.5) }}
          share={awayShare}
          tone={awayTone === 'red' ? 'var(--red)' : 'var(--amber-fill)'}
        />
      ) : null}
      {plain ? null : (
        <g>
          {checks
            .filter((c) => c.minute !== askMin && c.minute < FULL_MIN)
            .map((c) => (
              <Notch
                key={c.minute}
                {...place(centre, radius, c.minute)}
                r={notch}
                state={c.state}
                large={large}
              />
            ))}
          {askMin < FULL_MIN ? (
            <Diamond {...place(centre, radius, askMin)} r={notch} state={asked} large={large} />
          ) : null}
          <Stop {...place(centre, radius, FULL_MIN)} r={notch} over={over} large={large} />
        </g>
      )}
      {plain || label === '' ? null : (
        <text
          className={styles.label}
          x={centre}
          y={centre + size * (large ? 0.055 : smallScale(label) * 0.35)}
          fontSize={size * (large ? clockScale(label) : smallScale(label))}
          fill={over ? 'var(--red)' : isAway ? `var(--${awayTone})` : 'var(--ink)'}
          {...(large && label.length === 5 && !over ? fitted(size) : {})}
        >
          {label}
        </text>
      )}
      {large && sub ? (
        <text className={styles.sub} x={centre} y={centre + size * 0.155} fontSize={size * 0.044}>
          {sub}
        </text>
      ) : null}
    </svg>
  )
}

/** The break's own ring, inside the half hour's. */
function Inner({
  centre,
  radius,
  width,
  share,
  tone,
}: Ring & { readonly share: number; readonly tone: string }) {
  const round = 2 * Math.PI * radius
  const circle = { cx: centre, cy: centre, r: radius, fill: 'none', strokeWidth: width }
  return (
    <g>
      <circle {...circle} stroke="var(--line)" />
      <circle
        {...circle}
        stroke={tone}
        strokeDasharray={`${round * share} ${round}`}
        transform={`rotate(-90 ${centre} ${centre})`}
      />
    </g>
  )
}

/** As wide as our fonts set `17:36`: with the wider figures of another one it would touch the ring. */
function fitted(size: number) {
  return { textLength: size * 0.63, lengthAdjust: 'spacingAndGlyphs' } as const
}

/** As large as the ring lets it be: on the board it is read from two metres too. */
function smallScale(label: string): number {
  if (label.length > 3) return 0.2
  return label.length > 2 ? 0.27 : 0.34
}

/** A quarter of 384 px is 96 px, which is read from two metres; the dial is larger than that on every tablet. */
function clockScale(label: string): number {
  // Over time the plus is as wide as a figure, and must not touch the ring.
  if (label.startsWith('+')) return label.length > 5 ? 0.155 : 0.18
  return label.length > 5 ? 0.2 : 0.25
}

type Ring = { readonly centre: number; readonly radius: number; readonly width: number }

/** One hair line a minute, and the numbers that the notches stand for. */
function MinuteMarks({ centre, radius, width, askMin }: Ring & { readonly askMin: number }) {
  const minutes = Array.from({ length: FULL_MIN }, (_, at) => at + 1)
  const numbered = minutes.filter((m) => m % 5 === 0 || m === askMin)
  return (
    <g>
      {minutes
        .filter((m) => m % 5 !== 0)
        .map((m) => {
          const from = place(centre, radius - width * 0.86, m)
          const to = place(centre, radius - width * 0.7, m)
          return <line key={m} className={styles.minute} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
        })}
      {numbered.map((m) => {
        const at = place(centre, radius + width * 1.36, m)
        return (
          <text key={m} className={styles.number} x={at.x} y={at.y + 5}>
            {m}
          </text>
        )
      })}
    </g>
  )
}

type Mark = { readonly x: number; readonly y: number; readonly r: number; readonly large?: boolean }

const CHECK_LOOK = {
  waiting: { fill: 'var(--surface)', edge: 'var(--edge)', sign: null },
  due: { fill: 'var(--amber-soft)', edge: 'var(--amber-fill)', sign: 'dot' },
  overdue: { fill: 'var(--amber-fill)', edge: 'var(--surface)', sign: 'bang' },
  done: { fill: 'var(--jade)', edge: 'var(--surface)', sign: 'tick' },
  late: { fill: 'var(--jade)', edge: 'var(--amber-fill)', sign: 'tick' },
  missed: { fill: 'var(--surface)', edge: 'var(--red)', sign: 'cross' },
} as const

const ASKED_LOOK = {
  waiting: { fill: 'var(--surface)', edge: 'var(--amber-fill)', sign: null },
  due: { fill: 'var(--amber-fill)', edge: 'var(--surface)', sign: 'ask' },
  yes: { fill: 'var(--jade)', edge: 'var(--surface)', sign: 'tick' },
  no: { fill: 'var(--ink-2)', edge: 'var(--surface)', sign: 'dash' },
} as const

const SIGNS = {
  tick: 'M-.42 .04 -.1 .36 .46 -.34',
  cross: 'M-.34 -.34 .34 .34M.34 -.34 -.34 .34',
  dash: 'M-.38 0H.38',
  bang: 'M0 -.46V.08M0 .44V.45',
  dot: 'M0 -.02V.02',
  ask: 'M-.26 -.2C-.26 -.6 .3 -.56 .26 -.2.24 .02 0 .02 0 .22M0 .5V.51',
} as const

/** Signs that stand on a light ground take the colour of their edge. */
function Sign({ x, y, r, sign, on }: Mark & { readonly sign: keyof typeof SIGNS; readonly on: string }) {
  return (
    <path
      d={SIGNS[sign]}
      transform={`translate(${x} ${y}) scale(${r})`}
      fill="none"
      stroke={on}
      strokeWidth={sign === 'dot' ? 0.5 : 0.26}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  )
}

function Notch({ x, y, r, state, large }: Mark & { readonly state: DialCheckState }) {
  const look = CHECK_LOOK[state]
  const on = state === 'missed' || state === 'due' ? look.edge : 'var(--surface)'
  const big = state === 'due' || state === 'overdue' ? r * 1.15 : r
  return (
    <g>
      <circle cx={x} cy={y} r={big} fill={look.fill} stroke={look.edge} strokeWidth={r * 0.32} />
      {look.sign && (large || state === 'missed') ? (
        <Sign x={x} y={y} r={r} sign={look.sign} on={on} />
      ) : null}
    </g>
  )
}

function Diamond({ x, y, r, state, large }: Mark & { readonly state: DialAsked }) {
  const look = ASKED_LOOK[state]
  const half = r * 0.98
  return (
    <g>
      <rect
        x={x - half}
        y={y - half}
        width={half * 2}
        height={half * 2}
        rx={r * 0.14}
        transform={`rotate(45 ${x} ${y})`}
        fill={look.fill}
        stroke={look.edge}
        strokeWidth={r * 0.36}
      />
      {look.sign && large ? <Sign x={x} y={y} r={r} sign={look.sign} on="var(--surface)" /> : null}
    </g>
  )
}

function Stop({ x, y, r, over, large }: Mark & { readonly over: boolean }) {
  return (
    <g>
      <rect
        x={x - r}
        y={y - r}
        width={r * 2}
        height={r * 2}
        rx={r * 0.28}
        fill={over ? 'var(--red)' : 'var(--surface)'}
        stroke={over ? 'var(--surface)' : 'var(--red)'}
        strokeWidth={r * 0.32}
      />
      {large ? (
        <rect
          x={x - r * 0.34}
          y={y - r * 0.34}
          width={r * 0.68}
          height={r * 0.68}
          rx={r * 0.1}
          fill={over ? 'var(--surface)' : 'var(--red)'}
        />
      ) : null}
    </g>
  )
}
