import type { ReadinessStrings } from '../zh-cn/readiness.ts'

/** Where the tablet stands, and whether its alarms can reach a person. */
export const readiness: ReadinessStrings = {
  place: {
    title: '平板放在哪裡',
    options: { room: '房間裡', desk: '櫃檯', corridor: '走廊' },
    unsaid: '請選一下這台平板放在哪裡，選好之前它不會出聲。',
    say: '去選',
    said: '好了',
    which: '哪一間房',
    hint: {
      unset: '還沒選。先當作在房間裡：只亮螢幕和震動，不出聲。',
      room: '房間要安靜：只亮螢幕和震動，從不出聲。',
      desk: '房間裡沒人應時，這裡會響鈴，越等越響。',
      corridor: '房間裡沒人應時，這裡會響鈴，越等越響。',
    },
  },
  title: '提醒能不能到人',
  allSet: '提醒都備好了。',
  missing: '還差這些，提醒可能到不了人：',
  short: { sound: '鈴聲', notices: '通知', keepScreen: '螢幕常亮', vibrate: '震動' },
  lacks: (what) => `提醒還差：${what.join('、')}`,
  sound: {
    ready: '鈴聲可以響。',
    locked: '鈴聲還鎖著：點一下螢幕，或點「試一試」。',
    absent: '這個瀏覽器不能響鈴，請換一台放在這裡。',
  },
  notices: {
    granted: '切到別的應用程式時會跳出通知。',
    unasked: '還沒有允許通知：切到別的應用程式時就看不到提醒。',
    denied: '通知被關掉了：請在瀏覽器的網站設定裡打開。',
    absent: '這個瀏覽器不能跳通知：請把甕管家一直開在最前面。',
  },
  keepScreen: {
    yes: '有人在甕裡時，螢幕一直亮著。',
    no: '螢幕可能自己熄滅：請把平板的自動鎖定調成「永不」。',
  },
  vibrate: {
    yes: '可以震動；平板有沒有馬達，試一試才知道。',
    no: '這台平板不會震動：請放在看得見的地方。',
  },
  allow: '允許通知',
  test: '試一試',
  tested: '剛才應該感到震動、看到通知。沒有的話，請檢查平板的設定。',
  testedLoud: '剛才應該聽到鈴聲、感到震動、看到通知。沒有鈴聲，請檢查音量和靜音。',
  testNotice: '這是試一試，沒有人在等。',
}
