/** The few drawn signs; always beside words or with a label of their owner, so hidden from screen readers. */
import type { ReactNode } from 'react'

type IconProps = { readonly size?: number }

/** What each of them is drawn with. */
export function Stroke({ size = 24, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/** Done. */
export const TickIcon = ({ size = 22 }: IconProps) => (
  <Stroke size={size}>
    <path d="M4 12.5 10 18 20 6.5" strokeWidth="3.4" />
  </Stroke>
)
/** Left out, with a reason. */
export const DashIcon = ({ size = 22 }: IconProps) => (
  <Stroke size={size}>
    <path d="M6 12h12" strokeWidth="3.4" />
  </Stroke>
)
/** More to do with this row. */
export const MoreIcon = ({ size }: IconProps) => (
  <Stroke size={size}>
    <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3.6" />
  </Stroke>
)
/** Close. */
export const CloseIcon = ({ size }: IconProps) => (
  <Stroke size={size}>
    <path d="M6 6l12 12M18 6 6 18" />
  </Stroke>
)
/** Forward, open. */
export const NextIcon = ({ size }: IconProps) => (
  <Stroke size={size}>
    <path d="m9 5 7 7-7 7" />
  </Stroke>
)
/** Back. */
export const BackIcon = ({ size }: IconProps) => (
  <Stroke size={size}>
    <path d="m15 5-7 7 7 7" />
  </Stroke>
)
/** Add. */
export const PlusIcon = ({ size }: IconProps) => (
  <Stroke size={size}>
    <path d="M12 5v14M5 12h14" />
  </Stroke>
)
/** Needs a look. */
export const WarnIcon = ({ size }: IconProps) => (
  <Stroke size={size}>
    <path d="M12 4 2.8 20h18.4zM12 10v4M12 17.2h.01" />
  </Stroke>
)
/** Help, now. */
export const SosIcon = ({ size }: IconProps) => (
  <Stroke size={size}>
    <path d="M4 20h16M7 20v-6a5 5 0 0 1 10 0v6M12 14.5v1.5M12 3v2.5M4.6 6.6 6.4 8.4M19.4 6.6l-1.8 1.8" />
  </Stroke>
)
/** To be said to the guest. */
export const SayIcon = ({ size = 30 }: IconProps) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M5 4h14a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-6l-5 4v-4H5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z" />
  </svg>
)
