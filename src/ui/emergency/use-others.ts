/**
 * Whether any other tablet can hear a call of this one. Only the server knows which there are, so it is asked while somebody here
 * calls; as long as it has not answered nothing is claimed.
 */
import { useEffect, useState } from 'react'
import type { ListedTablet } from '../../client/tablets.ts'
import type { Store } from '../../db/store.ts'
import { type App, useApp } from '../state/app.tsx'

const EVERY_MS = 30_000
/** One that was not seen for so long is switched off, or lies in a drawer: it wakes for no call. */
const GONE_MS = 24 * 60 * 60_000

export type Others = 'unknown' | 'some' | 'none'

/** Who is in the shop beside this one, wiped, retired and stolen ones left out. */
export function othersIn(
  tablets: readonly Pick<ListedTablet, 'id' | 'state' | 'seenAt'>[],
  own: string,
  now: number,
): Others {
  const hears = tablets.some(
    ({ id, state, seenAt }) => id !== own && state === 'enrolled' && now - seenAt < GONE_MS,
  )
  return hears ? 'some' : 'none'
}

/** Several parts of the screen ask at once; the server is asked for all of them. */
const asked = new WeakMap<Store, { readonly at: number; readonly answer: Promise<Others> }>()

function ask({ store, clock }: App): Promise<Others> {
  const last = asked.get(store)
  if (last && clock.mono() - last.at < EVERY_MS / 2) return last.answer
  const answer = import('../../client/tablets.ts')
    .then(({ listTablets }) => listTablets({ store, clock }))
    .then(
      (list) => ('failed' in list ? 'unknown' : othersIn(list.tablets, list.own, list.serverTime)),
      () => 'unknown' as const,
    )
  asked.set(store, { at: clock.mono(), answer })
  return answer
}

/** Asks while `isCalling`, again and again, for a tablet may join or be taken out meanwhile. */
export function useOthers(isCalling: boolean): Others {
  const app = useApp()
  const [others, setOthers] = useState<Others>('unknown')
  useEffect(() => {
    if (!isCalling) return
    let isHere = true
    const again = () =>
      void ask(app).then((answer) => {
        // Once known it stands: an answer that did not come says nothing of the others.
        if (isHere && answer !== 'unknown') setOthers(answer)
      })
    again()
    const timer = setInterval(again, EVERY_MS)
    return () => {
      isHere = false
      clearInterval(timer)
    }
  }, [app, isCalling])
  return others
}
