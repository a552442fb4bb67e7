/** Writes decisions of a guest down: one field each, with the number after the last one ever used, in one intent. */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { fieldOf, nextNumber } from '../procedure/answers.ts'
import { asJson } from '../procedure/plan.ts'
import { isText } from '../procedure/refusal.ts'
import { SIGNATURE_MAX } from '../procedure/values.ts'
import { CONSENTS, type ConsentAct, type Purpose } from './consent.ts'

export type Decision = { readonly purpose: Purpose; readonly act: ConsentAct }
/** `unsigned`: a yes without signature or paper; `noGuardian`: a child's yes that nobody answers for; `limit`: CS7. */
export type ConsentRefusal = 'unsigned' | 'noGuardian' | 'limit' | 'nothing'

function refusalOf(act: ConsentAct, isChild: boolean): ConsentRefusal | null {
  if (isChild && act.given && !isText(act.guardian)) return 'noGuardian'
  if ((act.signature?.length ?? 0) > SIGNATURE_MAX) return 'limit'
  if (!act.given) return null
  const isSigned = act.how === 'signed' && isText(act.signature, SIGNATURE_MAX)
  return isSigned || (act.how === 'paper' && isText(act.paper)) ? null : 'unsigned'
}

/** The changes that add these decisions to what stands; `before` is undefined for a guest who was never asked. */
export function planConsent(
  guestId: string,
  decisions: readonly Decision[],
  before: SyncRecord | undefined,
  { isChild }: { readonly isChild: boolean },
): { readonly changes: readonly Change[] } | { readonly refused: ConsentRefusal } {
  if (decisions.length === 0) return { refused: 'nothing' }
  const fields: { [field: string]: Json } = {}
  for (const { purpose, act } of decisions) {
    const refused = refusalOf(act, isChild)
    if (refused) return { refused }
    const known: Fields = { ...before?.fields, ...fields }
    fields[fieldOf(purpose, nextNumber(known, purpose))] = asJson(act)
  }
  const change = { table: CONSENTS, id: guestId, fields }
  return { changes: [before ? change : { ...change, create: true, person: guestId }] }
}
