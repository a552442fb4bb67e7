import type { ShellStrings } from '../zh-cn/shell.ts'

/** The frame above every screen. */
export const shell: ShellStrings = {
  appName: '甕管家',
  skip: '跳到內文',
  nav: '各處',
  today: '今日',
  rooms: '房間',
  guests: '客人',
  shop: '門店',
  sampleTag: '示範',
  opening: '正在開啟…',
  emergency: '緊急',
  strip: {
    label: '正在服務的客人',
    minutesLeft: (n) => `還有 ${n} 分`,
    over: (n) => `逾時 ${n} 分`,
    overdue: '照看已遲',
    checkDue: '該照看了',
    ask: '問是否繼續',
    off: '該關甕了',
    unknownGuest: '客人未登記',
    comma: '，',
  },
  saving: {
    kept: '已存本機',
    allKept: '全部已存本機',
    synced: '已全部同步',
    rest: '其餘已同步',
    sending: '正在上傳',
    fetching: '正在取資料',
    fetched: (done, total) => `${done} / ${total}`,
    offline: '離線',
    waiting: (n) => `${n} 筆未上傳`,
    since: (time) => `${time} 起`,
    lately: (time) => `最近 ${time}`,
    toDecide: (n) => `${n} 處要看`,
    trouble: {
      notOurServer: 'wifi 要登入',
      serverFault: '伺服器有故障',
      serverEmpty: '伺服器是空的',
      otherShop: '是另一家店',
      halfMade: '開店沒做完',
      loopbackOnly: '沒有同步',
      version: '版本對不上',
      refused: '沒有同步',
      store: '儲存出了問題',
    },
    title: '資料存在哪裡',
    here: '每一次點按都先寫進這台平板，斷網、關機、重新啟動都不會丟。',
    understood: '知道了',
  },
  clock: {
    span: (minutes) => spanWords(minutes),
    ahead: (span, time) => `這台平板的鐘快了 ${span}，現在應是 ${time}。照常用，有空時請調準。`,
    behind: (span, time) => `這台平板的鐘慢了 ${span}，現在應是 ${time}。照常用，有空時請調準。`,
    dismiss: '知道了',
  },
  joined: (shop) => `已加入${shop}。`,
  who: {
    nobody: '選人',
    label: (name) => `現在操作的是${name}，點此換人`,
    nobodyLabel: '還沒選誰在操作，點此選擇',
    title: '現在誰在用這台平板？',
    hint: '之後的每一步都記在這個人名下。換人時再點右上角的名字。',
    away: '休假',
    now: '正在操作',
    empty: '名單裡還沒有人。請先到「門店」新增。',
  },
  role: {
    consultant: '健康顧問',
    frontDesk: '櫃檯',
    manager: '店長',
    inspector: '督導',
  },
  update: {
    waits: (n) => `新版本已備好，等 ${n} 位客人出甕後再更新。`,
    ready: (version) => (version ? `新版本 ${version} 已備好。` : '新版本已備好。'),
    activate: '現在更新',
    activating: '正在更新…',
    done: (version) => `已更新到 ${version}。`,
    failed: (running) => `更新沒有成功，現在仍是 ${running}。資料都在，可以照常使用。`,
    retry: '再試一次',
    dismiss: '知道了',
  },
  notice: { label: '提示', close: '收起提示' },
  error: {
    all: (sentences: readonly string[]) => sentences.join('。'),
    title: {
      blocked: '另一個頁面占著資料',
      unavailable: '資料打不開',
      quota: '平板的儲存空間滿了',
      notSaved: '剛才的沒有存上',
      limit: '這一筆太大，存不下',
      screen: '這一頁出了錯',
    },
    line: {
      blocked: '甕管家在另一個視窗裡開著舊版本。請關掉那個視窗，再試一次。',
      unavailable: '已存的資料沒有丟，只是瀏覽器這會兒讀不出來。請再試一次；還不行，就重新啟動平板。',
      quota: '請清理平板上的照片或不用的應用程式，再試一次。已存的資料都在。',
      notSaved: '請再試一次。之前存好的資料都在。',
      limit: '請把內容寫短一些，再存一次。',
      screen: '存好的資料都在。請再試一次；還不行，就回到今日。',
    },
    retry: '再試一次',
    home: '回到今日',
    missingTitle: '沒有這一頁',
    missingLine: '網址可能輸錯了，或者這筆紀錄不在這台平板上。',
  },
}

/** `12 分鐘`, `2 小時 5 分鐘`, `3 天 4 小時`. */
function spanWords(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小時` : `${days} 天`
  if (hours > 0) return rest > 0 ? `${hours} 小時 ${rest} 分鐘` : `${hours} 小時`
  return `${rest} 分鐘`
}
