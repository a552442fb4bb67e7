/** Where the tablet stands, and whether its alarms can reach a person. */
export const readiness = {
  place: {
    title: '平板放在哪里',
    options: { room: '房间里', desk: '前台', corridor: '走廊' },
    unsaid: '请选一下这台平板放在哪里，选好之前它不出声。',
    say: '去选',
    said: '好了',
    which: '哪一间房',
    hint: {
      unset: '还没选。先当作在房间里：只亮屏和振动，不出声。',
      room: '房间要安静：只亮屏和振动，从不出声。',
      desk: '房间里没人应时，这里会响铃，越等越响。',
      corridor: '房间里没人应时，这里会响铃，越等越响。',
    },
  },
  title: '提醒能不能到人',
  allSet: '提醒都备好了。',
  missing: '还差这些，提醒可能到不了人：',
  short: { sound: '铃声', notices: '通知', keepScreen: '屏幕常亮', vibrate: '振动' },
  lacks: (what: readonly string[]) => `提醒还差：${what.join('、')}`,
  sound: {
    ready: '铃声可以响。',
    locked: '铃声还锁着：点一下屏幕，或点「试一试」。',
    absent: '这个浏览器不能响铃，请换一台放在这里。',
  },
  notices: {
    granted: '切到别的应用时会弹出通知。',
    unasked: '还没有允许通知：切到别的应用时就看不到提醒。',
    denied: '通知被关掉了：请在浏览器的网站设置里打开。',
    absent: '这个浏览器不能弹通知：请把瓮管家一直开在最前面。',
  },
  keepScreen: {
    yes: '有人在瓮里时，屏幕一直亮着。',
    no: '屏幕可能自己熄灭：请把平板的自动锁屏调成「永不」。',
  },
  vibrate: {
    yes: '可以振动；平板有没有马达，试一试才知道。',
    no: '这台平板不会振动：请放在看得见的地方。',
  },
  allow: '允许通知',
  test: '试一试',
  tested: '刚才应当感到振动、看到通知。没有的话，请检查平板的设置。',
  testedLoud: '刚才应当听到铃声、感到振动、看到通知。没有铃声，请检查音量和静音。',
  testNotice: '这是试一试，没有人在等。',
}
export type ReadinessStrings = typeof readiness
