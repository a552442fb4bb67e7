/** The shop's tablets: connecting one, joining, taking one out. */
export const tablets = {
  title: '本店的平板',
  count: (n: number) => `${n} 台`,
  alone: '这台平板还没有接上门店的服务器；记录都留在本机。',
  connect: '接上服务器',
  connectTitle: '用接入码接上',
  code: '接入码',
  codeHint:
    '十二位，大小写都行。第一台平板用服务器启动时显示的；之后的，在已接上的平板上点「添加平板」取得。',
  name: '这台平板叫什么',
  nameHint: '例如：前台、3 号房',
  go: '接上',
  going: '正在接上…',
  connected: '已接上门店的服务器。',
  problem: {
    nameMissing: '请给这台平板起个名字',
    badCode: '这个接入码用不了：可能输错了，已经用过，或者过期了。请要一个新的。',
    noShop: '服务器上还没有门店。请先在这台平板上建好门店，再用这个码接上。',
    otherShop: '这个码属于另一家店，和这台平板上的不是同一家。',
    tooMany: '试错的次数太多，请过十分钟再试。',
    notManager: '只有店长可以这样做。',
    unreachable: '这会儿连不上服务器；连上后再试一次。',
    other: '没有成功，请再试一次；还不行，请告诉管服务器的人。',
  },
  join: {
    title: '加入已有的门店',
    line: '店里已有别的平板？请店长在那台上点「添加平板」，扫码或输入接入码。',
    open: '输入接入码',
  },
  already: {
    title: (shop: string) => `这台平板已经属于${shop}`,
    line: '不用再加入，资料都在。要让另一台平板加入，请在那台上打开这个码；用过了就在「门店」里再取一个。',
    list: '看本店的平板',
    note: (shop: string) => `这台平板已经属于${shop}，不用再加入。请在要加入的那台上打开接入码。`,
  },
  add: {
    button: '添加平板',
    title: '让另一台平板加入',
    line: '在新平板上扫这个码；或打开同一网址，点「输入接入码」。只能用一次。',
    making: '正在生成接入码…',
    left: (minutes: number) => (minutes > 0 ? `还有 ${minutes} 分钟有效` : '不到一分钟就过期'),
    over: '这个码已过期。',
    again: '换一个新的',
    qr: '接入码的二维码',
  },
  list: {
    waits: '正在取名单…',
    offline: '连上服务器才能看到名单。',
    self: '本机',
    seen: (time: string) => `最近 ${time}`,
    waiting: (n: number) => `${n} 条未上传`,
    version: (version: string) => `版本 ${version}`,
    state: { enrolled: '使用中', retired: '正在移出', stolen: '已报失', wiped: '已清空' },
    parked: (n: number) => `报失后收到 ${n} 条，已另存，等店长看`,
    unsentThen: (n: number) => `它说还有 ${n} 条没有上传`,
    wiped: (time: string) => `${time} 已清空`,
    lost: (n: number) => `清空时还有 ${n} 条没能上传`,
  },
  one: {
    rename: '改名',
    retire: '移出门店',
    retireLine: '它会先把没上传的传完，再清空自己。之后要用，得重新加入。',
    stolen: '报失',
    stolenLine:
      '它从现在起收不到任何资料。它没上传的会先另存，等店长看过；一连上就清空自己。今天就请大家改密码。',
    sure: '确定',
    done: { retired: '已移出，等它下次连上。', stolen: '已报失，等它下次连上。', renamed: '已改名。' },
  },
  file: {
    title: '文件',
    line: '这台平板连不上服务器？可以把没上传的存成文件，拿到店里另一台平板上收入。内容是封好的，别处打不开。',
    save: '把没上传的存成文件',
    take: '收入文件',
    saved: '文件已交给浏览器保存。这里的记录照样留着，连上后也会自动补传，不会重复。',
    taken: ({
      taken,
      known,
      parked,
    }: {
      readonly taken: number
      readonly known: number
      readonly parked: number
    }) =>
      `收入 ${taken} 条${known > 0 ? `，${known} 条服务器早就有了` : ''}${parked > 0 ? `，${parked} 条另存，等店长看` : ''}。`,
    problem: {
      notOurs: '这不是瓮管家存的文件。',
      otherShop: '这个文件不是本店的平板存的。',
      altered: '这个文件被改动过，不能收入。',
      unreachable: '这会儿连不上服务器；连上后再收入一次。',
      other: '没有成功，请再试一次。',
    },
  },
  wiped: '这台平板已从门店移出，上面的资料都清空了。要再用，请店长给一个接入码。',
}
export type TabletsStrings = typeof tablets
