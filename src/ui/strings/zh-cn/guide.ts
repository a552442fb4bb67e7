import type { ChallengeMoment, QuestionId } from '../../../domain/procedure/challenge.ts'

/** `to`: who answers. `yes` and `no` stand on the buttons where the step has no options of its own. */
type QuestionWords = {
  readonly to: string
  readonly ask: string
  readonly yes: string
  readonly no?: string
  readonly line?: string
  /** After an answer that does not let go on yet. */
  readonly held?: string
}

const moment: { readonly [M in ChallengeMoment]: string } = {
  enter: '入瓮前，问一遍',
  leaveUrn: '出瓮，问一遍',
  leaveRoom: '离开保健室，问一遍',
}

const question: { readonly [Q in QuestionId]: QuestionWords } = {
  guest: { to: '自己核对', ask: '是这位顾客吗？', yes: '就是这位' },
  belongings: { to: '问顾客', ask: '首饰、贵重物品锁好了吗？', yes: '锁好了' },
  dizzy: { to: '问顾客', ask: '头晕吗？有没有不舒服？', yes: '不晕，都好', no: '头晕，不舒服' },
  feet: { to: '自己看一眼', ask: '两只脚都在脚垫毛巾上吗？', yes: '都在脚垫毛巾上' },
  support: {
    to: '扶稳再点',
    ask: '扶着顾客的哪一边？',
    yes: '扶着',
    line: '温差会让人发晕，不要松手。',
  },
  foot: { to: '说给顾客听', ask: '先迈哪只脚？', yes: '说了，慢慢迈' },
  towel: { to: '自己看一眼', ask: '大浴巾裹好了吗？', yes: '裹好了' },
  chair: { to: '扶着慢慢走', ask: '在桑拿椅上坐稳了吗？', yes: '坐稳了' },
  belongingsBack: { to: '问顾客', ask: '东西都带上了吗？', yes: '都带上了' },
  steady: {
    to: '问顾客',
    ask: '头晕吗？站得稳吗？',
    yes: '不晕，站得稳',
    no: '还晕',
    held: '让顾客坐下，歇一会儿，再问一次。',
  },
  leftBehind: { to: '自己看一眼', ask: '柜子、首饰盒都空了吗？', yes: '空了，没有落下' },
}

const cup = (n: number | null) => (n === null ? '–' : n)
const range = (from: number, to: number | null) => (to === null || to === from ? `${from}` : `${from}–${to}`)

/** What leads through the moments that need care. */
export const guide = {
  moment,
  question,
  offSince: (time: string) => `关瓮已 ${time}`,
  stillIn: (at: string) => `瓮 ${at} 已关，还没有人确认顾客出瓮`,
  sayOut: '去确认',
  standIn: {
    line: '这位顾客的规程还没传到这台平板。时间在这里照样看着，步骤请在别的平板上做。',
    out: '我已扶出来',
  },
  ahead: {
    title: '入瓮时间不明',
    line: '这台平板的时间还没到记下的入瓮时间。请马上去看顾客，再更正入瓮时间；说不准就关瓮。',
    correct: '更正入瓮时间',
  },
  timed: {
    running: (time: string) => `还有 ${time}`,
    due: (time: string) => `时间到了，已 ${time}`,
    over: (time: string) => `已 ${time}，可以结束了`,
  },
  away: {
    title: '顾客如厕',
    out: '扶顾客出瓮，扶哪一边？',
    side: { left: '扶左边', right: '扶右边' },
    line: (min: number, full: number) => `时间照走：${full} 分钟关瓮不变。最多 ${min} 分钟，超过就到此为止。`,
    until: (time: string) => `${time} 前回来`,
    since: (time: string, left: string) => `${time} 离瓮，离关瓮还有 ${left}`,
    back: '回来了',
    backTitle: '回到瓮里',
    dizzy: '头晕吗？',
    dizzyNo: '不晕',
    dizzyYes: '头晕',
    water: '喝水了吗？',
    waterYes: '喝了',
    waterNo: '没喝',
    support: '扶着哪一边进瓮？',
    keep: '扶进瓮了',
    stop: '头晕：不再蒸',
    need: '请答完三问',
    over: (min: number) => `离瓮超过 ${min} 分钟，这次到此为止。`,
  },
  cups: {
    before: (n: number | null, from: number, to: number | null) => `前 ${cup(n)}/${range(from, to)} 杯`,
    during: (n: number | null, from: number, to: number | null) => `中 ${cup(n)}/${range(from, to)} 杯`,
    after: (n: number | null, from: number, to: number | null) => `后 ${cup(n)}/${range(from, to)} 杯`,
  },
  /** What the house says to do for a guest who feels so in the urn: it is seen and asked, nothing is made of it. */
  feeling: {
    dizzy: {
      title: '顾客头晕：先别走开',
      lines: [
        '还想蒸吗？不想，或说不清，就停。',
        '起身前先扶稳，温差会更晕。',
        '没力气：给点盐水。接着蒸：问要不要调低。',
        '站不稳、叫不应：紧急卡。',
      ] as readonly string[],
    },
    thirsty: {
      title: '顾客口渴：端岩宝水过来',
      lines: ['用吸管慢慢喝；喝了几杯，在下面记上。'] as readonly string[],
    },
    stop: '去停',
    colleague: '叫人来',
    emergency: '紧急卡',
  },
  /** Above the options of one verdict. */
  verdict: { block: '禁止：今天不蒸，请婉拒', approve: '慎用：要店长同意' },
  progress: (at: number, all: number) => `第 ${at} 问，共 ${all} 问`,
  toList: '看清单',
  skip: '先跳过',
  footFirst: { left: '先迈左脚', right: '先迈右脚' },
  readPlan: (setting: string, minutes: number) => `${setting} · ${minutes} 分钟`,
  ready: '准备好了吗？',
  choosePlan: '哪一档？蒸多少分钟？',
  readBack: '刚才答的',
  noSteam: '今天不蒸',
  notYet: '还不能入瓮',
}

export type GuideStrings = typeof guide
