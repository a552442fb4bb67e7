/** A labelled line or box of text, 56 px high; the error stands below in words. */
import { FieldError, Input, Label, TextArea, TextField } from 'react-aria-components'
import styles from './TextEntry.module.css'

export type TextEntryProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | null
  readonly hint?: string
  readonly lines?: number
  readonly type?: 'text' | 'tel' | 'search' | 'date' | 'time'
  readonly maxLength?: number
  readonly autoFocus?: boolean
}

/** Some browsers send what they check the spelling of to a server. */
const UNREAD = { spellCheck: false, autoCorrect: 'off' } as const

/** `lines` above 1 makes a box. */
export function TextEntry({
  label,
  value,
  onChange,
  error,
  hint,
  lines = 1,
  type = 'text',
  maxLength = 200,
  autoFocus,
}: TextEntryProps) {
  return (
    <TextField
      className={styles.field}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      type={type === 'date' || type === 'time' ? 'text' : type}
      maxLength={maxLength}
      autoFocus={autoFocus}
      // What is typed here is not the browser's to remember, nor to offer to whoever comes next (SEC1).
      autoComplete="off"
    >
      <Label className={styles.label}>{label}</Label>
      {lines > 1 ? (
        <TextArea className={styles.input} rows={lines} {...UNREAD} />
      ) : (
        <Input
          className={styles.input}
          {...UNREAD}
          {...(type === 'date' || type === 'time' ? { type } : {})}
        />
      )}
      {hint && !error ? <span className={styles.hint}>{hint}</span> : null}
      <FieldError className={styles.error}>{error}</FieldError>
    </TextField>
  )
}
