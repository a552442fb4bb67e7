/** That what tests/setup does to be quick changes nothing: a role that nobody sees is not found, what is not found is told. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { jsdomStyle } from '../../setup/computed-style.ts'

const ASKED = ['display', 'visibility', 'pointer-events']
const verdicts = (of: (element: Element) => CSSStyleDeclaration) =>
  [...document.querySelectorAll('*')].map((element) => [
    element.outerHTML.slice(0, 80),
    ...ASKED.map((property) => of(element).getPropertyValue(property)),
    of(element).display,
    of(element).visibility,
    of(element).pointerEvents,
    of(element).overflow,
  ])
const isAlike = () => expect(verdicts((one) => getComputedStyle(one))).toEqual(verdicts(jsdomStyle))
const added: Element[] = []

afterEach(() => {
  for (const one of added.splice(0)) one.remove()
})

function sheet(text: string): void {
  const style = document.createElement('style')
  style.textContent = text
  document.head.append(style)
  added.push(style)
}

const SEEN: [string, ReactNode][] = [
  ['plain', <button key="b" type="button" />],
  [
    'in a section and a list',
    <ul key="u">
      <li>
        <button type="button" />
      </li>
    </ul>,
  ],
  [
    'under display: contents',
    <div key="d" style={{ display: 'contents' }}>
      <button type="button" />
    </div>,
  ],
  [
    'shown again in what is invisible',
    <div key="d" style={{ visibility: 'hidden' }}>
      <button type="button" style={{ visibility: 'visible' }} />
    </div>,
  ],
  [
    'in an open dialog',
    <dialog key="d" open>
      <button type="button" />
    </dialog>,
  ],
]
const UNSEEN: [string, ReactNode][] = [
  ['hidden itself', <button key="b" type="button" hidden />],
  [
    'in what is hidden',
    <div key="d" hidden>
      <p>
        <button type="button" />
      </p>
    </div>,
  ],
  ['display: none', <button key="b" type="button" style={{ display: 'none' }} />],
  [
    'in display: none',
    <div key="d" style={{ display: 'none' }}>
      <button type="button" />
    </div>,
  ],
  ['invisible', <button key="b" type="button" style={{ visibility: 'hidden' }} />],
  [
    'in what is invisible',
    <div key="d" style={{ visibility: 'hidden' }}>
      <p>
        <button type="button" />
      </p>
    </div>,
  ],
  [
    'in a closed dialog',
    <dialog key="d">
      <button type="button" />
    </dialog>,
  ],
  [
    'in a popover',
    <div key="d" popover="auto">
      <button type="button" />
    </div>,
  ],
  [
    'aria-hidden',
    <div key="d" aria-hidden>
      <button type="button" />
    </div>,
  ],
]

test.each(SEEN)('a button is found by its role: %s', (_, node) => {
  render(node)
  expect(screen.getAllByRole('button')).toHaveLength(1)
  isAlike()
})

test.each(UNSEEN)('a button is not found by its role: %s', (_, node) => {
  render(node)
  expect(screen.queryAllByRole('button')).toEqual([])
  expect(screen.getAllByRole('button', { hidden: true })).toHaveLength(1)
  isAlike()
})

test('rows, cells, details and fields of a table come out as in jsdom, hidden or not', () => {
  for (const hidden of [false, true]) {
    const { unmount } = render(
      <>
        <table>
          <tbody hidden={hidden}>
            <tr hidden={hidden}>
              <td>
                <button type="button" />
              </td>
            </tr>
          </tbody>
        </table>
        <details>
          <summary />
          <summary />
          <input type="hidden" />
          <input type="text" hidden={hidden} />
        </details>
        <svg style={hidden ? { display: 'none' } : {}}>
          <title>A</title>
        </svg>
      </>,
    )
    isAlike()
    unmount()
  }
})

test('what changes on the page is seen at once: an attribute, a style, a class under a sheet, a sheet', () => {
  render(
    <div data-testid="around">
      <button type="button" className="x" />
    </div>,
  )
  const [around, button] = [screen.getByTestId('around'), screen.getByRole('button')]
  const changes: [() => void, () => void][] = [
    [() => around.setAttribute('hidden', ''), () => around.removeAttribute('hidden')],
    [() => button.style.setProperty('display', 'none'), () => button.style.removeProperty('display')],
    [() => around.style.setProperty('visibility', 'hidden'), () => around.removeAttribute('style')],
    [() => sheet('.x { visibility: hidden }'), () => added.pop()?.remove()],
    [() => sheet('div { display: none }'), () => added.pop()?.remove()],
  ]
  for (const [hide, unhide] of changes) {
    hide()
    expect(screen.queryByRole('button')).toBeNull()
    isAlike()
    unhide()
    expect(screen.getByRole('button')).toBe(button)
    isAlike()
  }
})

test('what lets no pointer through takes no tap, also from further out', async () => {
  const onClick = vi.fn()
  render(
    <div style={{ pointerEvents: 'none' }}>
      <p>
        <button type="button" onClick={onClick} />
      </p>
    </div>,
  )
  await expect(userEvent.click(screen.getByRole('button'))).rejects.toThrow('pointer-events')
  expect(onClick).not.toHaveBeenCalled()
  isAlike()
})

test('what is not found is reported with the page as it stood', async () => {
  render(<p>样本</p>)
  expect(() => screen.getByText('别的')).toThrow(/Unable to find .*别的[\s\S]*<p>[\s\S]*样本/)
  await expect(screen.findByRole('button', {}, { timeout: 60 })).rejects.toThrow(/role="button"[\s\S]*样本/)
})
