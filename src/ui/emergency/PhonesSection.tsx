/** The numbers on the emergency cards, on the shop's page: the manager's own, and the emergency lines where they differ. */
import { Suspense, useState } from 'react'
import { readRecord } from '../../db/queries.ts'
import {
  PHONE_IDS,
  PHONE_MAX,
  type Phones,
  phonesFrom,
  phoneTyped,
  planPhones,
} from '../../domain/emergency/phones.ts'
import { SHOP_ID } from '../../domain/shop/shop.ts'
import { Button } from '../kit/Button.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { EditSheet } from '../shop/EditSheet.tsx'
import { Fact, Facts, Section } from '../shop/Section.tsx'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useMayChange } from '../state/rights.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'

/** Its words are fetched with it; the page does not wait for them. */
export function PhonesSection() {
  return (
    <Suspense>
      <PhonesOf />
    </Suspense>
  )
}

function PhonesOf() {
  const { phones: words, calls } = useEmergencyStrings()
  const { store } = useApp()
  const [isOpen, setOpen] = useState(false)
  const mayChange = useMayChange('shop')
  const phones = useLive(
    async () => phonesFrom(await readRecord(store, { table: 'shop', id: SHOP_ID })),
    [store],
  )
  if (!phones) return null
  return (
    <Section
      title={words.title}
      action={
        mayChange ? (
          <Button small onPress={() => setOpen(true)}>
            {words.edit}
          </Button>
        ) : null
      }
    >
      <Facts>
        {PHONE_IDS.map((id) => (
          <Fact key={id} name={calls.names[id]}>
            {phones[id] || words.none}
          </Fact>
        ))}
      </Facts>
      {isOpen ? <PhonesForm opened={phones} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

function PhonesForm({ opened, onClose }: { readonly opened: Phones; readonly onClose: () => void }) {
  const { phones: words, calls } = useEmergencyStrings()
  const [phones, setPhones] = useState(opened)
  return (
    <EditSheet
      title={words.title}
      request={() => ({
        intent: 'shop.change',
        keys: [{ table: 'shop', id: SHOP_ID }],
        plan: ([record]) => planPhones(record ?? null, phones),
      })}
      onClose={onClose}
    >
      <p>{words.line}</p>
      {PHONE_IDS.map((id) => (
        <TextEntry
          key={id}
          type="tel"
          label={calls.names[id]}
          value={phones[id]}
          maxLength={PHONE_MAX}
          onChange={(text) => setPhones({ ...phones, [id]: phoneTyped(text) })}
        />
      ))}
    </EditSheet>
  )
}
