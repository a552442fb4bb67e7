/** The shop's settings on one page: what it is called, its rooms and people, this tablet, and the procedure in force. */
import { lazy, Suspense } from 'react'
import { PhonesSection } from '../emergency/PhonesSection.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useMayChange } from '../state/rights.ts'
import { useShop } from '../state/shop.ts'
import { useRightsStrings } from '../strings/rights-strings.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { TabletsSection } from '../tablets/TabletsSection.tsx'
import { DataSection } from './DataSection.tsx'
import { IdentitySection } from './IdentitySection.tsx'
import { ProcedureSection } from './ProcedureSection.tsx'
import { RoomsSection } from './RoomsSection.tsx'
import styles from './ShopScreen.module.css'
import { StaffSection } from './StaffSection.tsx'
import { TabletSection } from './TabletSection.tsx'
import { VersionSection } from './VersionSection.tsx'

const RetentionSection = lazy(async () => ({
  default: (await import('./retention/RetentionSection.tsx')).RetentionSection,
}))

/** The shop's on the left, the tablet's on the right; one column where it is narrow. */
export function ShopScreen() {
  const words = useShopStrings()
  const { shell } = useStrings()
  const shop = useShop()
  const rights = useRightsStrings()
  const mayChange = useMayChange('shop')
  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <h1>{words.title}</h1>
        {mayChange ? null : <p className={styles.quiet}>{rights.shop.line}</p>}
        {shop.sample ? (
          <p className={styles.quiet}>
            <Tag tone="amber">{shell.sampleTag}</Tag> {words.sample}
          </p>
        ) : null}
      </header>
      <div className={styles.columns}>
        <div className={styles.column}>
          <IdentitySection shop={shop} />
          <RoomsSection />
          <StaffSection />
          <PhonesSection />
          <Suspense>
            <RetentionSection />
          </Suspense>
        </div>
        <div className={styles.column}>
          <TabletSection />
          <TabletsSection timeZone={shop.timeZone} />
          <DataSection timeZone={shop.timeZone} />
          <VersionSection />
          <ProcedureSection />
        </div>
      </div>
    </main>
  )
}
