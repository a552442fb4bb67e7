/**
 * A new version of the app: it waits until nobody is steaming and says so, is activated by a tap, and what came of it
 * is shown, proof or failure. Nothing here ever reloads by itself.
 */
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { useUpdates } from '../state/updates.ts'
import { useStrings } from '../strings/strings.ts'

/** `steaming`: how many guests are in an urn that nobody has confirmed as switched off. */
export function UpdateBanner({ steaming }: { readonly steaming: number }) {
  const { shell } = useStrings()
  const { waiting, outcome, isActivating, activate } = useUpdates()
  const words = shell.update
  const dismiss = (
    <Button small look="quiet" onPress={() => useUpdates.setState({ outcome: null })}>
      {words.dismiss}
    </Button>
  )
  if (outcome?.updated)
    return (
      <Banner tone="jade" action={dismiss}>
        {words.done(outcome.version)}
      </Banner>
    )
  return (
    <>
      {outcome ? (
        <Banner tone="amber" action={dismiss}>
          {words.failed(outcome.running)}
        </Banner>
      ) : null}
      {waiting ? (
        <Banner
          action={
            steaming > 0 ? null : (
              <Button small isDisabled={isActivating} onPress={() => void activate()}>
                {isActivating ? words.activating : outcome ? words.retry : words.activate}
              </Button>
            )
          }
        >
          {steaming > 0 ? words.waits(steaming) : words.ready(waiting.version)}
        </Banner>
      ) : null}
    </>
  )
}
