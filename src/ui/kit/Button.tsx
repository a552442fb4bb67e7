/** The button of every screen: at least 56 px high, one filled (`go`) a screen (look.md). */
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './Button.module.css'

export type ButtonLook = 'plain' | 'go' | 'stop' | 'quiet' | 'blocked'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  readonly look?: ButtonLook
  readonly wide?: boolean
  readonly small?: boolean
  readonly children: ReactNode
}

/** A touch-sized button; `blocked` looks closed but can be tapped, to lead to what is missing. */
export function Button({ look = 'plain', wide, small, children, ...rest }: ButtonProps) {
  const names = [styles.button, styles[look], wide && styles.wide, small && styles.small]
  return (
    <AriaButton {...rest} className={names.filter(Boolean).join(' ')}>
      {children}
    </AriaButton>
  )
}
