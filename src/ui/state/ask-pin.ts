/**
 * A PIN in the middle of something else: for what wants a second look, or somebody's name under it (an override, an erasure, a join
 * code). One question at a time; whoever asks waits for the answer.
 */
import { create } from 'zustand'
import type { StaffId } from '../../domain/ids.ts'

/** Whose PIN: of whoever is signed in, of any manager, or of one person. */
export type PinOf = 'me' | 'manager' | { readonly person: StaffId }

type Question = {
  readonly of: PinOf
  readonly hint: string | undefined
  readonly answer: (who: StaffId | null) => void
}

export const useAskedPin = create<{ readonly question: Question | null }>(() => ({ question: null }))

/**
 * `hint`: a line by the pad that says what it is for. Answers with who typed their PIN; null where the question was closed, or
 * another one took its place.
 */
export function askPin(of: PinOf = 'me', hint?: string): Promise<StaffId | null> {
  useAskedPin.getState().question?.answer(null)
  return new Promise((resolve) => {
    const answer = (who: StaffId | null) => {
      useAskedPin.setState({ question: null })
      resolve(who)
    }
    useAskedPin.setState({ question: { of, hint, answer } })
  })
}
