/** Composition root of the tablet. */
import { createRoot } from 'react-dom/client'
import { reloadOnLostPart } from './client/lost-part.ts'
import { watchUpdates } from './client/updates.ts'
import { deviceClock } from './device/clock.ts'
import { testClock } from './device/test-clock.ts'

const clock = __TEST_CLOCK__ ? await testClock() : deviceClock({ floor: 0 })
reloadOnLostPart(() => undefined)
watchUpdates({ clock, onWaiting: () => undefined, onActivated: () => undefined })
const place = document.getElementById('app')
if (place) createRoot(place).render(<h1>{document.title}</h1>)
