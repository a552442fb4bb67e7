/** The dial's states are told by shape and words as well as by colour. */
import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { SteamDial, type SteamDialProps } from '../../../src/ui/kit/SteamDial.tsx'

const DIAL: SteamDialProps = {
  size: 420,
  elapsedMin: 12.4,
  checks: [
    { minute: 5, state: 'done' },
    { minute: 10, state: 'missed' },
    { minute: 15, state: 'waiting' },
    { minute: 25, state: 'waiting' },
  ],
  asked: 'waiting',
  over: false,
  label: '17:36',
  sub: '已蒸 12 分',
  title: '王女士，还有 18 分钟',
  large: true,
}

function show(props: Partial<SteamDialProps>): SVGElement {
  render(<SteamDial {...DIAL} {...props} />)
  return screen.getByRole('img', { name: props.title ?? DIAL.title }) as unknown as SVGElement
}

const shapes = (dial: SVGElement, selector: string) => dial.querySelectorAll(selector).length

describe('the steam dial', () => {
  test('has one name, and the time left in its middle', () => {
    show({})
    expect(screen.getByText('17:36')).toBeDefined()
    expect(screen.getByText('已蒸 12 分')).toBeDefined()
  })

  test('done and missed differ in their sign, waiting has none', () => {
    const none = shapes(show({ checks: [{ minute: 5, state: 'waiting' }], title: 'waiting' }), 'path')
    const done = show({ checks: [{ minute: 5, state: 'done' }], title: 'done' })
    const missed = show({ checks: [{ minute: 5, state: 'missed' }], title: 'missed' })
    expect([none, shapes(done, 'path'), shapes(missed, 'path')]).toEqual([0, 1, 1])
    expect(done.querySelector('path')?.getAttribute('d')).not.toBe(
      missed.querySelector('path')?.getAttribute('d'),
    )
  })

  test('[A6.5] [A6.6] a diamond stands at 20 and a square at 30', () => {
    const [diamond, stop] = show({}).querySelectorAll('rect')
    expect(diamond?.getAttribute('transform')).toMatch(/^rotate\(45/)
    expect(stop?.hasAttribute('transform')).toBe(false)
  })

  test('[D13] past the deadline the ring is full', () => {
    const dial = show({ over: true, elapsedMin: 31, label: '+1:00' })
    const [, arc] = dial.querySelectorAll('circle')
    const [drawn, round] = (arc?.getAttribute('stroke-dasharray') ?? '').split(' ').map(Number)
    expect(drawn).toBe(round)
  })

  test('[A6.1] while the guest is out a second ring stands inside, at every size', () => {
    const rings = (props: Partial<SteamDialProps>) => shapes(show({ checks: [], ...props }), 'circle')
    const small = { size: 36, large: false, label: '' }
    expect([rings({ title: 'in' }), rings({ title: 'out', awayShare: 0.4 })]).toEqual([2, 4])
    expect([
      rings({ ...small, title: 'in, small' }),
      rings({ ...small, title: 'b', awayShare: 0.4 }),
    ]).toEqual([2, 4])
  })

  test('small in the strip it is the arc alone', () => {
    const dial = show({ size: 34, large: false, label: '' })
    expect([shapes(dial, 'circle'), shapes(dial, 'rect'), shapes(dial, 'text')]).toEqual([2, 0, 0])
  })
})
