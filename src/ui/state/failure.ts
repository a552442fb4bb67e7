/** What was not kept is said, in words, wherever it happened (C7): a red notice that stays until it is closed. */
import { useCallback } from 'react'
import { StoreError, type StoreErrorCode } from '../../db/store-error.ts'
import { useStrings } from '../strings/strings.ts'
import type { ShellStrings } from '../strings/zh-cn/shell.ts'
import { useApp } from './app.tsx'
import { useSession } from './session.ts'

/** The code of whatever was thrown while something was being kept. */
export function failureOf(error: unknown): StoreErrorCode {
  return error instanceof StoreError ? error.code : 'notSaved'
}

/** That it was not kept, why, and what helps. */
export function failureWords({ title, line, all }: ShellStrings['error'], code: StoreErrorCode): string {
  return all([...new Set([title.notSaved, title[code], line[code]])])
}

/** Says the same in a notice; takes a code, or what was thrown. */
export function useSayFailed(): (failure: unknown) => void {
  const { clock } = useApp()
  const { shell } = useStrings()
  return useCallback(
    (failure) => {
      const code = isCode(failure, shell.error.title) ? failure : failureOf(failure)
      const text = failureWords(shell.error, code)
      useSession.getState().say({ text, tone: 'red', at: clock.now() })
    },
    [clock, shell],
  )
}

function isCode(failure: unknown, titles: { readonly [code: string]: string }): failure is StoreErrorCode {
  return typeof failure === 'string' && failure in titles
}
