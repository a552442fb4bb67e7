/** Nine tiles, large enough for a shaking hand. */
import { Button as AriaButton } from 'react-aria-components'
import { CARD_IDS, type CardId } from '../../domain/emergency/structure.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { CardIcon } from './CardIcon.tsx'
import styles from './Emergency.module.css'

/** One a card, in the cards' order. */
export function Tiles({ onChoose }: { readonly onChoose: (what: CardId) => void }) {
  const words = useEmergencyStrings()
  return (
    <ul className={styles.tiles}>
      {CARD_IDS.map((what) => (
        <li key={what}>
          <AriaButton className={styles.tile} onPress={() => onChoose(what)}>
            <CardIcon what={what} />
            <span>{words.cards[what].name}</span>
          </AriaButton>
        </li>
      ))}
    </ul>
  )
}
