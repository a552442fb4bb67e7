/** Light, dark, or as the tablet is set: written on the page's root, where tokens.css reads it. */
import type { Theme } from './app.tsx'

export const THEMES = ['system', 'light', 'dark'] as const

/** Whether a stored value is a theme. */
export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value)
}

/** Shows the theme, and follows the tablet while it is `system`. Returns how to stop following. */
export function showTheme(theme: Theme): () => void {
  const isDark = window.matchMedia?.('(prefers-color-scheme: dark)')
  const show = () => {
    const shown = theme === 'system' ? (isDark?.matches ? 'dark' : 'light') : theme
    document.documentElement.dataset.theme = shown
  }
  show()
  isDark?.addEventListener('change', show)
  return () => isDark?.removeEventListener('change', show)
}
