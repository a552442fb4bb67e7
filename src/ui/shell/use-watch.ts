/** What goes on on this tablet whether it is locked or not: the urns' clocks, light, alarms, the time that is kept. */
import { useEffect } from 'react'
import { type Alarms, useAlarms } from '../alarm/use-alarms.ts'
import { useCalls } from '../alarm/use-calls.ts'
import { useApp } from '../state/app.tsx'
import { useKeptTime } from '../state/kept-time.ts'
import { useServerTime } from '../state/server-time.ts'
import { type Strip, useStrip } from './use-strip.ts'

/** For the one component that fills the screen. */
export function useWatch(): { readonly strip: Strip; readonly alarms: Alarms } {
  const strip = useStrip()
  useLight(strip.steaming)
  const alarms = useAlarms(strip.entries, strip.now)
  useCalls(alarms)
  useKeptTime(strip.steaming > 0)
  useServerTime(strip.steaming)
  return { strip, alarms }
}

/** The screen stays on while anybody is in an urn: also after a reload, and when one of two has come out. */
function useLight(steaming: number): void {
  const { wakeLock } = useApp()
  useEffect(() => {
    wakeLock(steaming > 0)
  }, [wakeLock, steaming])
}
