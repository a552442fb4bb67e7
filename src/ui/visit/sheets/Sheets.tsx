/** The sheet that is open, if any. Each new request is a new sheet, so that nothing of the one before stays in it. */
import { type ReactNode, useEffect } from 'react'
import type { StepId } from '../../../domain/ids.ts'
import { isAboutHealth, isOfRegister } from '../../../domain/people/seen.ts'
import { isSteaming } from '../../../domain/urn/starts.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { useStrings } from '../../strings/strings.ts'
import { useWork, type Work } from '../work.tsx'
import { BreakBackSheet, BreakOutSheet } from './BreakSheets.tsx'
import { ColleagueSheet } from './ColleagueSheet.tsx'
import { MoreSheet } from './MoreSheet.tsx'
import { PlaceSheet } from './PlaceSheet.tsx'
import { EndSheet, FileSheet, HandOverSheet, MenuSheet, MoveSheet, VoidSheet } from './RunSheets.tsx'
import type { SheetRequest } from './request.ts'
import { GroupSheet, HistorySheet, NotDoneSheet, NoteSheet } from './StepSheets.tsx'
import { UrnCorrectSheet, UrnRecordSheet } from './UrnRecordSheets.tsx'
import { ChangeSheet, CheckSheet, OffAtSheet, StopSheet } from './UrnSheets.tsx'
import { ValueSheet } from './ValueSheet.tsx'

/** Asked of an urn that is on. */
const OF_URN: ReadonlySet<SheetRequest['kind']> = new Set(['stop', 'change', 'offAt', 'breakOut'])

type SheetsProps = { readonly side: ReactNode; readonly sideLabel: string }

/** `side` is what the guest sheet shows on narrow screens. */
export function Sheets({ side, sideLabel }: SheetsProps) {
  const { sheet, open, loaded, seesHealth } = useWork()
  const { kit } = useStrings()
  const isPast = sheet !== null && OF_URN.has(sheet.kind) && !isSteaming(loaded.run)
  // Switched off elsewhere, from an emergency card or on another tablet: what it asks has no meaning left.
  useEffect(() => {
    if (isPast) open(null)
  }, [isPast, open])
  // Left open by somebody who sees more: nothing of it shows to whoever takes the tablet.
  const isHidden = sheet !== null && 'stepId' in sheet && !seesHealth && isHiddenStep(loaded, sheet)
  if (!sheet || isPast || isHidden) return null
  if (sheet.kind === 'guest') {
    return (
      <Sheet open title={sideLabel} closeLabel={kit.close} onClose={() => open(null)}>
        {side}
      </Sheet>
    )
  }
  return <SheetOf key={JSON.stringify(sheet)} sheet={sheet} />
}

/** Of such a step it shows that it was done, and no more; a note is words about the guest beside any step. */
function isHiddenStep(
  { procedure }: Work['loaded'],
  { kind, stepId }: { readonly kind: SheetRequest['kind']; readonly stepId: StepId },
): boolean {
  const step = procedure.stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId)
  return step !== undefined && (isAboutHealth(step) || (kind === 'note' && !isOfRegister(step)))
}

function SheetOf({ sheet }: { readonly sheet: Exclude<SheetRequest, { kind: 'guest' }> }) {
  switch (sheet.kind) {
    case 'value':
      return <ValueSheet request={sheet} />
    case 'more':
      return <MoreSheet request={sheet} />
    case 'group':
      return <GroupSheet request={sheet} />
    case 'notDone':
      return <NotDoneSheet request={sheet} />
    case 'note':
      return <NoteSheet request={sheet} />
    case 'history':
      return <HistorySheet request={sheet} />
    case 'check':
      return <CheckSheet minute={sheet.minute} />
    case 'menu':
      return <MenuSheet />
    case 'handOver':
      return <HandOverSheet />
    case 'move':
      return <MoveSheet />
    case 'place':
      return <PlaceSheet />
    case 'end':
      return <EndSheet outcome={sheet.outcome} />
    case 'void':
      return <VoidSheet />
    case 'file':
      return <FileSheet />
    case 'stop':
      return <StopSheet />
    case 'change':
      return <ChangeSheet />
    case 'offAt':
      return <OffAtSheet />
    case 'colleague':
      return <ColleagueSheet />
    case 'breakOut':
      return <BreakOutSheet />
    case 'breakBack':
      return <BreakBackSheet />
    case 'urnRecord':
      return <UrnRecordSheet />
    case 'correctUrn':
      return <UrnCorrectSheet field={sheet.field} />
  }
}
