import { expect, test } from 'vitest'
import { initialsOf } from '../../../src/ui/guests/initials.ts'

test.each([
  ['王秀兰', 'wxl'],
  ['王女士', 'wns'],
  ['欧阳若曦', 'oyrx'],
  ['張麗華', 'zlh'],
  ['单田芳', 'stf'],
  ['曾国藩', 'zgf'],
  ['解小姐', 'xxj'],
  ['Grace Parker', ''],
  ['Ms 李', 'l'],
  ['', ''],
])('[A2.2] %s is typed as “%s”', (name, letters) => {
  expect(initialsOf(name)).toBe(letters)
})
