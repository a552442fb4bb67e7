/** Which visit's large dial is on the screen: there the urn speaks for itself, everywhere else an alarm line does. */
import { useEffect } from 'react'
import { create } from 'zustand'

type DialOnShow = { readonly visitId: string | null }

export const useDialOnShow = create<DialOnShow>(() => ({ visitId: null }))

/** Says that this visit's dial is on show for as long as the caller is. */
export function useShowsDial(visitId: string): void {
  useEffect(() => {
    useDialOnShow.setState({ visitId })
    return () => useDialOnShow.setState({ visitId: null })
  }, [visitId])
}
