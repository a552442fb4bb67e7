import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { Button } from '../../../src/ui/kit/Button.tsx'
import { Choice } from '../../../src/ui/kit/Choice.tsx'
import { Row } from '../../../src/ui/kit/Row.tsx'
import { Sheet } from '../../../src/ui/kit/Sheet.tsx'
import { Stepper } from '../../../src/ui/kit/Stepper.tsx'
import { TextEntry } from '../../../src/ui/kit/TextEntry.tsx'
import { kit } from '../../../src/ui/strings/zh-cn/kit.ts'

describe('Sheet', () => {
  const sheet = (onClose: () => void, props: object = {}) => (
    <Sheet open title="换人" closeLabel="关闭" onClose={onClose} actions={<Button>取消</Button>} {...props}>
      <p>谁</p>
    </Sheet>
  )

  test('is a dialog with its title, and closes by ✕ and Escape', async () => {
    const onClose = vi.fn()
    render(sheet(onClose))
    expect(screen.getByRole('dialog', { name: '换人' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '关闭' }))
    await userEvent.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledTimes(2)
  })

  test('has one cancel button, the one that is seen', () => {
    render(sheet(() => undefined))
    expect(screen.getAllByRole('button').map((button) => button.textContent || button.ariaLabel)).toEqual([
      '关闭',
      '取消',
    ])
  })

  test('a tap outside closes it, unless typed work is inside', () => {
    const onClose = vi.fn()
    const { rerender } = render(sheet(onClose, { guarded: true }))
    const veil = () => screen.getByRole('dialog').parentElement?.parentElement ?? document.body
    fireEvent.click(veil())
    expect(onClose).not.toHaveBeenCalled()
    rerender(sheet(onClose))
    fireEvent.click(screen.getByText('谁'))
    expect(onClose).not.toHaveBeenCalled()
    fireEvent.click(veil())
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  test('one that must be answered closes by nothing else', async () => {
    const onClose = vi.fn()
    render(sheet(onClose, { mustAnswer: true }))
    expect(screen.queryByRole('button', { name: '关闭' })).toBeNull()
    await userEvent.keyboard('{Escape}')
    expect(onClose).not.toHaveBeenCalled()
  })
})

describe('Stepper', () => {
  const stepper = (value: number | null, onChange: (n: number) => void) => (
    <Stepper label="高压" value={value} start={120} min={60} max={121} words={kit} onChange={onChange} />
  )

  test('begins at its start, never stores by itself, and keeps to its range', async () => {
    const onChange = vi.fn()
    const { rerender } = render(stepper(null, onChange))
    expect(onChange).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('button', { name: '高压 加一' }))
    rerender(stepper(121, onChange))
    await userEvent.click(screen.getByRole('button', { name: '高压 加一' }))
    expect(onChange.mock.calls).toEqual([[120], [121]])
  })

  test('the number pad takes a number in range and says the range for one outside', async () => {
    const onChange = vi.fn()
    render(stepper(null, onChange))
    await userEvent.click(screen.getByRole('button', { name: '高压 输入数字' }))
    await userEvent.click(screen.getByRole('button', { name: '9' }))
    expect(screen.getByRole('button', { name: '请填 60 到 121' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '5' }))
    await userEvent.click(screen.getByRole('button', { name: '确定' }))
    expect(onChange.mock.calls).toEqual([[95]])
  })
})

test('Choice marks what is chosen for eye and ear, and gives many in the order of the options', async () => {
  const onChange = vi.fn()
  const options = [
    { id: 'a', label: '甲' },
    { id: 'b', label: '乙' },
  ] as const
  render(<Choice many label="选" options={options} value={['b']} onChange={onChange} />)
  expect(screen.getByRole('button', { name: '乙', pressed: true })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '甲' }))
  expect(onChange).toHaveBeenCalledWith(['a', 'b'])
})

test('a whole row ticks, not its box', async () => {
  const onPress = vi.fn()
  render(<Row state="open" label="迎接顾客" stateText="还没做" onPress={onPress} />)
  await userEvent.click(screen.getByText('迎接顾客'))
  expect(onPress).toHaveBeenCalledTimes(1)
})

test('an error stands below its field in words and belongs to it', () => {
  render(<TextEntry label="姓名" value="" onChange={() => undefined} error="姓名还没有填" />)
  expect(screen.getByRole('textbox', { name: '姓名', description: '姓名还没有填' })).toBeTruthy()
})

test('[SEC1] a field of text is nobody’s to remember, to correct, or to send away for its spelling', async () => {
  for (const lines of [1, 3]) {
    const { container, unmount } = render(
      <TextEntry label="备注" value="" lines={lines} onChange={() => {}} />,
    )
    const field = container.querySelector('input, textarea')
    const said = ['autocomplete', 'autocorrect', 'spellcheck'].map((name) => field?.getAttribute(name))
    expect(said).toEqual(['off', 'off', 'false'])
    unmount()
  }
})
