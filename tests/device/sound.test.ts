import { describe, expect, test } from 'vitest'
import { CHIMES, makeSound, unlockByTouch } from '../../src/device/sound.ts'

/** A browser whose audio runs only when it is resumed while somebody is touching the page. */
function browser({ isInstalled = false } = {}) {
  const page = new EventTarget() as unknown as Document
  const tones: { wave: string; at: number }[] = []
  let isTouched = isInstalled
  const context = {
    state: 'suspended',
    currentTime: 0,
    destination: {},
    onstatechange: null as (() => void) | null,
    resume: async () => {
      if (!isTouched) return new Promise<void>(() => undefined)
      context.state = 'running'
      context.onstatechange?.()
    },
    createGain: () => ({
      gain: {
        setValueAtTime: () => undefined,
        linearRampToValueAtTime: () => undefined,
        exponentialRampToValueAtTime: () => undefined,
      },
      connect: (to: object) => to,
    }),
    createOscillator: () => {
      const tone = {
        type: '',
        frequency: { value: 0 },
        connect: (to: object) => to,
        start: (at: number) => tones.push({ wave: tone.type, at }),
        stop: () => undefined,
      }
      return tone
    },
  }
  const touch = () => {
    isTouched = true
    page.dispatchEvent(new Event('pointerup'))
  }
  return { port: { open: () => context as unknown as AudioContext, page }, page, context, tones, touch }
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('the chime', () => {
  test('is locked until somebody touches the page, and then rings', async () => {
    const { port, page, tones, touch } = browser()
    const sound = makeSound(port)
    unlockByTouch(sound, page, () => true)
    expect(sound.state()).toBe('locked')
    sound.chime('loud')
    await soon()
    expect(tones).toEqual([])
    touch()
    await soon()
    expect(sound.state()).toBe('ready')
    sound.chime('soft')
    await soon()
    expect(tones).toHaveLength(2)
  })

  test('a browser that never answers is given up, and counts as locked', async () => {
    const sound = makeSound(browser().port)
    expect(await sound.unlock()).toBe('locked')
  })

  test('[A6.1] a touch unlocks nothing where no sound is wanted', async () => {
    const { port, page, context, touch } = browser()
    unlockByTouch(makeSound(port), page, () => false)
    touch()
    await soon()
    expect(context.state).toBe('suspended')
  })

  test('an installed app rings without having been touched', async () => {
    const { port, tones } = browser({ isInstalled: true })
    makeSound(port).chime('urgent')
    await soon()
    expect(tones).toHaveLength(3)
  })

  test('the three are told apart by rhythm, not by loudness alone', async () => {
    const heard = []
    for (const chime of CHIMES) {
      const { port, tones } = browser({ isInstalled: true })
      makeSound(port).chime(chime)
      await soon()
      heard.push(tones.map(({ at }) => at.toFixed(2)).join(' '))
    }
    expect(new Set(heard).size).toBe(CHIMES.length)
  })

  test('that the system took the sound away is told', async () => {
    const { port, context } = browser({ isInstalled: true })
    const sound = makeSound(port)
    const states: string[] = []
    const stop = sound.onChange(() => states.push(sound.state()))
    await sound.unlock()
    context.state = 'interrupted'
    context.onstatechange?.()
    expect(states).toEqual(['ready', 'locked'])
    stop()
    context.onstatechange?.()
    expect(states).toHaveLength(2)
  })

  test('a browser without sound says so and does not throw', async () => {
    const sound = makeSound({ open: null, page: new EventTarget() as unknown as Document })
    sound.chime('loud')
    expect(await sound.unlock()).toBe('absent')
  })
})
