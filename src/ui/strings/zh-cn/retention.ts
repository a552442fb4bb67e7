/** How long what is kept, and what is past its time. */
import type { KeptFor, KeptKind } from '../../../domain/people/retention.ts'

export const retention = {
  title: '保存多久',
  line: '到期的不会自己消失。店长看过以后才删，删了每台平板上都没有。',
  kinds: {
    guests: '没再来过的顾客（连同全部资料）',
    visits: '服务记录（读数、备注和照片都在里面）',
    bookings: '预约',
    emergencies: '紧急情况的记录',
    conflicts: '已经处理的不一致',
    access: '谁看过资料',
  } satisfies Record<KeptKind, string>,
  sources: {
    claims: '顾客三年内可能要查（民法典第 188 条）',
    handling: '法律要求至少三年（个人信息保护法第 56 条）',
    house: '本店规定，够用就好（个人信息保护法第 19 条）',
  } satisfies Record<KeptFor['source'], string>,
  months: (n: number) => `${n} 个月`,
  unit: '个月',
  change: '修改时间',
  nothingDue: '现在没有到期的。',
  due: (n: number) => `有 ${n} 条到期，看一看`,
  only: '店长可以修改和删除。',
  sheet: {
    title: '到期的资料',
    line: '删除以后谁也找不回来。留着不删，它会一直在这里。',
    group: (kind: string, n: number) => `${kind} · ${n}`,
    since: (day: string) => `${day}到期`,
    erase: '删除',
    eraseOf: (what: string) => `删除${what}`,
    eraseAll: (n: number) => `全部删除（${n}）`,
    more: (n: number) => `还有 ${n} 条`,
    sign: '再输入一次自己的密码，就删除。',
    done: (n: number, receipt: string) => `已办 ${n} 条，编号 ${receipt}。连上服务器以后各台平板都会删掉。`,
    empty: '没有到期的了',
    emptyLine: '有新到期的会出现在这里。',
    someone: '一位顾客',
  },
}
export type RetentionStrings = typeof retention
