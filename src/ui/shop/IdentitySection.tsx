/** What the shop is called, which months are its winter (A4.7), how long an urn is aired after alcohol (D18). */
import { useState } from 'react'
import { planShop } from '../../domain/shop/plan-house.ts'
import { AIRING_LIMITS, MIN_AGE_LIMITS, SHOP_ID, type Shop } from '../../domain/shop/shop.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useMayChange } from '../state/rights.ts'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { EditSheet } from './EditSheet.tsx'
import { Fact, Facts, Group, Section } from './Section.tsx'

const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1))

/** Read, and changed in a sheet. */
export function IdentitySection({ shop }: { readonly shop: Shop }) {
  const words = useShopStrings()
  const setup = useSetupStrings()
  const [isOpen, setOpen] = useState(false)
  const mayChange = useMayChange('shop')
  return (
    <Section
      title={words.identity.title}
      action={
        mayChange ? (
          <Button small onPress={() => setOpen(true)}>
            {words.edit}
          </Button>
        ) : null
      }
    >
      <Facts>
        <Fact name={words.identity.name}>{shop.name}</Fact>
        <Fact name={words.identity.winter}>{shop.winterMonths.map(setup.shop.month).join(' · ')}</Fact>
        <Fact name={words.identity.airing}>{words.identity.minutes(shop.airingMin)}</Fact>
        <Fact name={words.identity.minAge}>{words.identity.years(shop.minAge)}</Fact>
        <Fact name={words.identity.timeZone}>{shop.timeZone}</Fact>
      </Facts>
      {isOpen ? <IdentityForm shop={shop} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

function IdentityForm({ shop, onClose }: { readonly shop: Shop; readonly onClose: () => void }) {
  const words = useShopStrings()
  const { kit } = useStrings()
  const setup = useSetupStrings()
  const [name, setName] = useState(shop.name)
  const [months, setMonths] = useState(shop.winterMonths.map(String))
  const [airingMin, setAiringMin] = useState(shop.airingMin)
  const [minAge, setMinAge] = useState(shop.minAge)
  return (
    <EditSheet
      title={words.identity.title}
      request={() => ({
        intent: 'shop.change',
        keys: [{ table: 'shop', id: SHOP_ID }],
        plan: (records) => planShop(records, { name, winterMonths: months.map(Number), airingMin, minAge }),
      })}
      onClose={onClose}
    >
      <TextEntry label={words.identity.name} value={name} maxLength={40} onChange={setName} />
      <Group label={words.identity.winter}>
        <Choice
          many
          label={words.identity.winter}
          options={MONTHS.map((id) => ({ id, label: setup.shop.month(Number(id)) }))}
          value={months}
          onChange={(chosen) => setMonths([...chosen])}
        />
      </Group>
      <Group label={words.identity.airing}>
        <div>
          <Stepper
            label={words.identity.airing}
            value={airingMin}
            start={shop.airingMin}
            {...AIRING_LIMITS}
            unit={words.identity.minuteUnit}
            words={kit}
            onChange={setAiringMin}
          />
        </div>
      </Group>
      <Group label={words.identity.minAge}>
        <div>
          <Stepper
            label={words.identity.minAge}
            value={minAge}
            start={shop.minAge}
            {...MIN_AGE_LIMITS}
            unit={words.identity.yearUnit}
            words={kit}
            onChange={setMinAge}
          />
        </div>
      </Group>
    </EditSheet>
  )
}
