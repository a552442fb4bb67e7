/** The photo kept with a step, small. */
import { useStrings } from '../../strings/strings.ts'
import styles from './steps.module.css'

/** `jpeg` is a data address. */
export function PhotoThumb({ jpeg }: { readonly jpeg: string }) {
  const { visit } = useStrings()
  return <img className={styles.thumb} src={jpeg} alt={visit.photo.alt} />
}
