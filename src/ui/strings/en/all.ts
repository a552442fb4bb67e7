/** The sections of one language; each screen owns one. */
import { alarm } from './alarm.ts'
import { guests } from './guests.ts'
import { kit } from './kit.ts'
import { shell } from './shell.ts'
import { today } from './today.ts'
import { visit } from './visit.ts'

export const all = { alarm, guests, kit, shell, today, visit }
