/**
 * The cards where no database opens or answers: the steps and whom to call, and that nothing is recorded. Asks for nothing but
 * the words, which come with the app.
 */
import { USUAL_PHONES } from '../../domain/emergency/phones.ts'
import { type Card, cardOf } from '../../domain/emergency/structure.ts'
import { withPhones } from '../../domain/emergency/text.ts'
import { Button } from '../kit/Button.tsx'
import { useEmergency } from '../state/emergency.ts'
import { mirroredPhones } from '../state/phones-mirror.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { Calls } from './Calls.tsx'
import { CardsFrame } from './CardsFrame.tsx'
import styles from './Emergency.module.css'
import { Head } from './Head.tsx'
import { cardName } from './incident-words.ts'
import { Tiles } from './Tiles.tsx'

/** Shown while a view is set in `useEmergency`. */
export function StorelessScreen() {
  const words = useEmergencyStrings()
  const view = useEmergency((s) => s.view)
  const { show } = useEmergency.getState()
  if (!view) return null
  const card = view.kind === 'card' ? cardOf(view.what) : null
  return (
    <CardsFrame>
      {view.kind === 'choose' ? (
        <>
          <Head title={words.choose.title} line={words.choose.noStore} />
          <div className={styles.body}>
            <Tiles onChoose={(what) => show({ kind: 'card', what, id: null })} />
            <p className={styles.rules}>{words.rules}</p>
          </div>
        </>
      ) : (
        <>
          <Head title={cardName(view.what, words)} line={words.choose.noStore}>
            <Button small look="quiet" onPress={() => show({ kind: 'choose' })}>
              {words.others}
            </Button>
          </Head>
          {card ? <Steps card={card} /> : null}
          <footer className={styles.foot}>
            <p className={styles.rules}>{words.rules}</p>
          </footer>
        </>
      )}
    </CardsFrame>
  )
}

/** Not to be ticked: a tick would say that it is kept. */
function Steps({ card }: { readonly card: Card }) {
  const words = useEmergencyStrings()
  const known = mirroredPhones()
  const phones = known ?? USUAL_PHONES
  return (
    <div className={`${styles.body} ${styles.card}`}>
      <div className={styles.main}>
        <ol className={styles.steps} aria-label={words.steps}>
          {card.steps.map((step, at) => (
            <li key={step} className={styles.step}>
              <span className={styles.number} aria-hidden="true">
                {at + 1}
              </span>
              <span className={styles.words}>
                {withPhones(words.cards[card.id].steps[step] ?? step, phones)}
              </span>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.side}>
        <Calls card={card} phones={phones} isKnown={known !== null} />
      </div>
    </div>
  )
}
