/** What this tablet can do to be heard, live, and the try that really rings, vibrates and notifies. */
import { useState, useSyncExternalStore } from 'react'
import { useApp } from '../state/app.tsx'
import { useSession } from '../state/session.ts'
import { useReadinessStrings } from '../strings/readiness-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { type Means, maySound } from './readiness.ts'

const TEST_TAG = 'try'
/** Long enough to be seen on another screen. */
const TEST_FOR_MS = 6_000

/** `ask` is for the notices' permission; `test` unlocks the sound on its way. */
export function useMeans(): {
  readonly means: Means
  readonly ask: () => void
  readonly test: () => void
  readonly isTested: boolean
} {
  const { sound, notices, can, vibrate } = useApp()
  const { shell } = useStrings()
  const words = useReadinessStrings()
  const place = useSession((s) => s.place)
  const lang = useSession((s) => s.language)
  const soundState = useSyncExternalStore(sound.onChange, sound.state)
  const [notify, setNotify] = useState(notices.state)
  const [isTested, setTested] = useState(false)
  const isLoud = maySound(place)
  const test = () => {
    if (isLoud) sound.chime('urgent')
    vibrate('alarm')
    const notice = {
      tag: TEST_TAG,
      title: shell.appName,
      body: words.testNotice,
      silent: !isLoud,
      lang,
    }
    void notices.show(notice)
    setTimeout(() => void notices.close(TEST_TAG), TEST_FOR_MS)
    setTested(true)
  }
  return {
    means: {
      sound: isLoud ? soundState : null,
      notices: notify,
      keepScreen: can.keepScreen,
      vibrate: can.vibrate,
    },
    ask: () => void notices.ask().then(setNotify),
    test,
    isTested,
  }
}
