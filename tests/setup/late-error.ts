/**
 * A look for something that is not there yet is tried again at every change of the page, and each time its error printed the
 * whole page for nobody. Here the page is printed when the message is read: by whoever reports the last of them.
 */
import { getConfig } from '@testing-library/react'

const { getElementError } = getConfig()

/** As `getElementError` of Testing Library. */
export function lateError(message: string | null, container: Element): Error {
  const error = new Error(message ?? '')
  Error.captureStackTrace(error, lateError)
  error.name = 'TestingLibraryElementError'
  let said: string | undefined
  Object.defineProperty(error, 'message', {
    get: () => {
      said ??= getElementError(message, container).message
      return said
    },
    set: (text: string) => {
      said = text
    },
    configurable: true,
  })
  return error
}
