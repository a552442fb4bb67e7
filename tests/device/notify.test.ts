import { describe, expect, test } from 'vitest'
import { makeNotices, type NotifyPort } from '../../src/device/notify.ts'

const NOTICE = {
  tag: 'v1-off-30',
  title: '瓮管家',
  body: '3 号房 时间到了，请关瓮',
  silent: true,
  lang: 'zh-CN',
}

/** A browser with a service worker; `answer` is what the person says when asked. */
function browser(permission: NotificationPermission, answer: NotificationPermission = permission) {
  const open: { tag: string; silent: boolean }[] = []
  const notification = {
    permission,
    requestPermission: async () => {
      notification.permission = answer
      return answer
    },
  }
  const registration = {
    showNotification: async (_: string, { tag, silent }: { tag: string; silent: boolean }) => {
      open.push({ tag, silent })
    },
    getNotifications: async ({ tag }: { tag: string }) =>
      open
        .filter((one) => one.tag === tag)
        .map((one) => ({ close: () => void open.splice(open.indexOf(one), 1) })),
  }
  const worker = { getRegistration: async () => registration }
  return { port: { notification, worker } as unknown as NotifyPort, open }
}

describe('a notice of the system', () => {
  test('is shown through the service worker, silently where nothing may sound, and closed by its tag', async () => {
    const { port, open } = browser('granted')
    const notices = makeNotices(port)
    expect(await notices.show(NOTICE)).toBe(true)
    expect(open).toEqual([{ tag: 'v1-off-30', silent: true }])
    await notices.close('another')
    expect(open).toHaveLength(1)
    await notices.close('v1-off-30')
    expect(open).toEqual([])
  })

  test('is asked for once; a no is a no', async () => {
    const yes = makeNotices(browser('default', 'granted').port)
    expect(yes.state()).toBe('unasked')
    expect(await yes.ask()).toBe('granted')
    const no = makeNotices(browser('denied', 'granted').port)
    expect(await no.ask()).toBe('denied')
    expect(await no.show(NOTICE)).toBe(false)
  })

  test('a browser without them says so and does not throw', async () => {
    const notices = makeNotices({ notification: undefined, worker: undefined })
    expect(notices.state()).toBe('absent')
    expect(await notices.ask()).toBe('absent')
    expect(await notices.show(NOTICE)).toBe(false)
    await notices.close('v1-off-30')
  })
})
