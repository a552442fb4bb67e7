/** What else can be done with a visit under way from the list: open it, or void it with a reason (steaming: not now). */
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { VisitId } from '../../domain/ids.ts'
import type { Refusal } from '../../domain/procedure/run.ts'
import { steamClock } from '../../domain/urn/clock.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useDispatch } from '../state/dispatch.ts'
import { useSayFailed } from '../state/failure.ts'
import { type LoadedRun, useRun } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { type Strings, useStrings } from '../strings/strings.ts'
import styles from './BookingSheet.module.css'
import type { SheetProps } from './screen.ts'

/** Follows the visit while it is open. */
export function VisitSheet({ visitId, screen, onClose }: SheetProps & { readonly visitId: VisitId }) {
  const { today, kit } = useStrings()
  const loaded = useRun('visits', visitId)
  if (loaded === undefined) return null
  if (loaded === null)
    return (
      <Sheet open title={today.title} closeLabel={kit.close} onClose={onClose}>
        <Empty title={today.gone} />
      </Sheet>
    )
  const name = loaded.guest ? screen.guests.called(loaded.guest.id) : today.unknownGuest
  return <VoidSheet loaded={loaded} name={name} onClose={onClose} />
}

function VoidSheet({
  loaded,
  name,
  onClose,
}: {
  readonly loaded: LoadedRun
  readonly name: string
  readonly onClose: () => void
}) {
  const { today, kit } = useStrings()
  const { clock } = useApp()
  const dispatch = useDispatch()
  const [, go] = useLocation()
  const sayFailed = useSayFailed()
  const [why, setWhy] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { procedure, text, run } = loaded
  const urn = steamClock(run, clock.now())
  const isSteaming = urn !== null && urn.phase !== 'ended'
  const voidIt = async () => {
    const { who, say } = useSession.getState()
    const notice = (words: string, tone: 'jade' | 'red') => say({ text: words, tone, at: clock.now() })
    if (!who) return notice(today.nobody.first, 'red')
    if (!why) return setRefused(today.refused.needsReason)
    const done = await dispatch(loaded, { type: 'void', why, by: who })
    if ('refused' in done) return setRefused(refusalWords(done, today))
    if ('failed' in done) return sayFailed(done.failed)
    notice(today.visit.voidDone(name), 'jade')
    onClose()
  }
  return (
    <Sheet
      open
      title={today.visit.voidTitle(name)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          {refused ? (
            <p className={styles.why} role="alert">
              {refused}
            </p>
          ) : null}
          <Button onPress={() => go(`/visit/${run.id}`)}>{today.open}</Button>
          <Button look={why && !isSteaming ? 'stop' : 'blocked'} onPress={voidIt}>
            {today.visit.voidConfirm}
          </Button>
        </>
      }
    >
      <p>{isSteaming ? today.visit.voidSteaming : today.visit.voidLine}</p>
      <div className={styles.field}>
        <span className={styles.label}>{today.sheet.why}</span>
        <Choice
          label={today.sheet.why}
          options={procedure.reasons.void.map((id) => ({ id, label: text.reasons[id] ?? id }))}
          value={why ? [why] : []}
          isDisabled={isSteaming}
          onChange={([id]) => {
            setRefused(null)
            setWhy(id ?? null)
          }}
        />
      </div>
    </Sheet>
  )
}

function refusalWords({ refused }: Refusal, { visit, refused: words, failed }: Strings['today']): string {
  if (refused === 'steamingUnderWay') return visit.voidSteaming
  if (refused === 'closed') return visit.closed
  return refused === 'needsReason' ? words.needsReason : failed
}
