/** The frame above every screen. */
export const shell = {
  appName: '瓮管家',
  skip: '跳到正文',
  nav: '各处',
  today: '今日',
  rooms: '房间',
  guests: '顾客',
  shop: '门店',
  sampleTag: '示例',
  opening: '正在打开…',
  emergency: '紧急',
  strip: {
    label: '正在服务的顾客',
    minutesLeft: (n: number) => `还有 ${n} 分`,
    over: (n: number) => `超时 ${n} 分`,
    away: (time: string) => `如厕 ${time} 起`,
    overdue: '照看已迟',
    checkDue: '该照看了',
    ask: '问是否继续',
    timeUp: '时间到了',
    out: '请确认已出瓮',
    unsure: '入瓮时间不明',
    off: '该关瓮了',
    unknownGuest: '顾客未登记',
    comma: '，',
  },
  saving: {
    kept: '已存本机',
    allKept: '全部已存本机',
    synced: '已全部同步',
    rest: '其余已同步',
    sending: '正在上传',
    fetching: '正在取资料',
    fetched: (done: number, total: number) => `${done} / ${total}`,
    offline: '离线',
    waiting: (n: number) => `${n} 条未上传`,
    since: (time: string) => `${time} 起`,
    lately: (time: string) => `最近 ${time}`,
    toDecide: (n: number) => `${n} 处要看`,
    trouble: {
      notOurServer: 'wifi 要登录',
      serverFault: '服务器有故障',
      serverEmpty: '服务器是空的',
      otherShop: '是另一家店',
      halfMade: '开店没做完',
      loopbackOnly: '没有同步',
      version: '版本对不上',
      refused: '没有同步',
      store: '存储出了问题',
    },
    title: '资料存在哪里',
    here: '每一次点按都先写进这台平板，断网、关机、重启都不会丢。',
    understood: '知道了',
  },
  clock: {
    span: (minutes: number) => spanWords(minutes),
    ahead: (span: string, time: string) =>
      `这台平板的钟快了 ${span}，现在应是 ${time}。照常用，有空时请调准。`,
    behind: (span: string, time: string) =>
      `这台平板的钟慢了 ${span}，现在应是 ${time}。照常用，有空时请调准。`,
    dismiss: '知道了',
  },
  joined: (shop: string) => `已加入${shop}。`,
  who: {
    nobody: '选人',
    label: (name: string) => `现在操作的是${name}，点此换人`,
    nobodyLabel: '还没选谁在操作，点此选择',
    title: '现在谁在用这台平板？',
    hint: '之后的每一步都记在这个人名下。换人时再点右上角的名字。',
    away: '休假',
    now: '正在操作',
    empty: '名单里还没有人。请先到「门店」添加。',
  },
  role: {
    consultant: '健康顾问',
    frontDesk: '前台',
    manager: '店长',
    inspector: '督导',
  },
  update: {
    waits: (n: number) => `新版本已备好，等 ${n} 位顾客出瓮后再更新。`,
    ready: (version: string | null) => (version ? `新版本 ${version} 已备好。` : '新版本已备好。'),
    activate: '现在更新',
    activating: '正在更新…',
    done: (version: string) => `已更新到 ${version}。`,
    failed: (running: string) => `更新没有成功，现在仍是 ${running}。资料都在，可以照常使用。`,
    retry: '再试一次',
    dismiss: '知道了',
  },
  notice: { label: '提示', close: '收起提示' },
  error: {
    all: (sentences: readonly string[]) => sentences.join('。'),
    title: {
      blocked: '另一个页面占着资料',
      unavailable: '资料打不开',
      quota: '平板的存储空间满了',
      notSaved: '刚才的没有存上',
      limit: '这一条太大，存不下',
      screen: '这一页出了错',
    },
    line: {
      blocked: '瓮管家在另一个窗口里开着旧版本。请关掉那个窗口，再试一次。',
      unavailable: '已存的资料没有丢，只是浏览器这会儿读不出来。请再试一次；还不行，就重启平板。',
      quota: '请清理平板上的照片或不用的应用，再试一次。已存的资料都在。',
      notSaved: '请再试一次。之前存好的资料都在。',
      limit: '请把内容写短一些，再存一次。',
      screen: '存好的资料都在。请再试一次；还不行，就回到今日。',
    },
    retry: '再试一次',
    home: '回到今日',
    missingTitle: '没有这一页',
    missingLine: '地址可能输错了，或者这条记录不在这台平板上。',
  },
}
export type ShellStrings = typeof shell

/** `12 分钟`, `2 小时 5 分钟`, `3 天 4 小时`. */
function spanWords(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分钟` : `${hours} 小时`
  return `${rest} 分钟`
}
