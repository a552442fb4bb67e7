/**
 * NIC-01/A's challenge and response, in every version: which steps are asked aloud, one at a time, before the guest
 * enters the urn, on leaving it and on leaving the room. Answers are those of the steps themselves; a step that a version
 * does not have is not asked. `again`: said before, and asked anew at the urn's door, because it is about now.
 */
import type { StepId } from '../../ids.ts'
import type { Challenge } from '../challenge.ts'

const id = (stepId: string) => stepId as StepId

export const challenges: readonly Challenge[] = [
  {
    moment: 'enter',
    questions: [
      { id: 'guest', steps: [id('A5.9-identity')] },
      { id: 'belongings', steps: [id('A5.8-locker')] },
      // Who is dizzy before the urn is as unsteady as on the step: no steaming today (A5.7).
      {
        id: 'dizzy',
        steps: [id('A5.9-call')],
        again: true,
        no: { stepId: id('A5.7-balance'), value: 'unsteady' },
      },
      { id: 'feet', steps: [id('A5.9-feet')], again: true },
    ],
    ready: id('A5.10-ready'),
  },
  {
    moment: 'leaveUrn',
    questions: [
      { id: 'support', steps: [id('A7.2-support')] },
      { id: 'foot', steps: [id('A7.3-right-foot'), id('A7.3-left-foot')] },
      { id: 'towel', steps: [id('A7.1-wrap'), id('A7.1-shawl')] },
      { id: 'chair', steps: [id('A7.4-chair')] },
    ],
  },
  {
    moment: 'leaveRoom',
    questions: [
      { id: 'steady', steps: [id('A9.1-steady')], holds: 'dizzy' },
      { id: 'belongingsBack', steps: [id('A9.1-remind')] },
      { id: 'leftBehind', steps: [id('A9.1-locker')] },
    ],
  },
]
