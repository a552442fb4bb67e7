/** One guest's data, handed over: a page to be read, and the same for machines (SEC17). */
import { useState } from 'react'
import { saveFile } from '../../../device/save-file.ts'
import type { Guest } from '../../../domain/people/guest.ts'
import type { GuestCopy } from '../../../domain/people/guest-copy.ts'
import { NOBODY } from '../../../domain/people/named.ts'
import { dayOf } from '../../../domain/shop/shop.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useApp } from '../../state/app.tsx'
import { askPin } from '../../state/ask-pin.ts'
import { useSession } from '../../state/session.ts'
import { useShop } from '../../state/shop.ts'
import { dayAndTime } from '../../state/times.ts'
import { useGuestRightsStrings } from '../../strings/guest-rights-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { copyHtml } from './copy-html.ts'
import { readCopy } from './read-copy.ts'
import styles from './rights.module.css'

type Kind = 'html' | 'json'

export function CopySheet({ guest, onClose }: { readonly guest: Guest; readonly onClose: () => void }) {
  const words = useGuestRightsStrings()
  const { kit } = useStrings()
  const { copySheet } = words
  const { hand, said } = useHandOver(guest)
  return (
    <Sheet
      open
      title={copySheet.title(guest.address)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => hand('json')}>{copySheet.json}</Button>
          <Button look="go" onPress={() => hand('html')}>
            {copySheet.html}
          </Button>
        </>
      }
    >
      <div className={styles.sheet}>
        <p>{copySheet.line}</p>
        <p>{copySheet.whole}</p>
        {said ? <Banner tone={said.tone}>{said.text}</Banner> : null}
      </div>
    </Sheet>
  )
}

type Said = { readonly text: string; readonly tone: 'plain' | 'jade' | 'red' }

function useHandOver(guest: Guest) {
  const { store, clock } = useApp()
  const words = useGuestRightsStrings()
  const strings = useStrings()
  const shop = useShop()
  const language = useSession((s) => s.language)
  const who = useSession((s) => s.who)
  const [said, setSaid] = useState<Said | null>(null)
  const { copySheet, file } = words
  const [isSigned, setSigned] = useState(false)
  const hand = async (kind: Kind) => {
    // All that is known of somebody leaves the seal here, in a file.
    if (!isSigned && !(await askPin('me', copySheet.sign))) return
    setSigned(true)
    setSaid({ text: copySheet.reading, tone: 'plain' })
    const now = clock.now()
    try {
      const ask = { store, guestId: guest.id, shop, language, strings, by: who ?? NOBODY, now }
      const copy = await readCopy(ask)
      if (copy === null) throw new Error('nothing is kept about them')
      const time = (at: number) => dayAndTime(at, shop.timeZone, language)
      const name = `${file.name(dayOf(now, shop.timeZone).day)}.${kind}`
      saveFile(
        kind === 'html'
          ? { name, type: 'text/html', text: copyHtml(copy, { words, language, time }) }
          : { name, type: 'application/json', text: jsonOf(copy) },
      )
      setSaid({ text: copySheet.saved(name), tone: 'jade' })
    } catch {
      setSaid({ text: copySheet.failed, tone: 'red' })
    }
  }
  return { hand, said }
}

function jsonOf(copy: GuestCopy): string {
  return `${JSON.stringify(copy, null, 2)}\n`
}
