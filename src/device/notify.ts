/**
 * Notices of the system, for a page that is hidden behind another app. They lie open on the tablet, so no guest's name
 * may stand in them. A browser shows them only with a permission that a person gives, on https or from the home screen.
 */

export type NotifyState = 'granted' | 'denied' | 'unasked' | 'absent'

/** As much of the browser as is needed. */
export type NotifyPort = {
  readonly notification: Pick<typeof Notification, 'permission' | 'requestPermission'> | undefined
  readonly worker: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined
}

export type Notice = {
  /** One notice a tag: a new one takes the old one's place. */
  readonly tag: string
  readonly title: string
  readonly body: string
  /** In a room nothing sounds. */
  readonly silent: boolean
  readonly lang: string
}

export type Notices = {
  readonly state: () => NotifyState
  /** To be called from within a tap. */
  readonly ask: () => Promise<NotifyState>
  /** Whether the system took it. */
  readonly show: (notice: Notice) => Promise<boolean>
  readonly close: (tag: string) => Promise<void>
}

/** The notices of this page, through its service worker: the only way on Android. */
export function makeNotices({ notification, worker }: NotifyPort): Notices {
  const state = (): NotifyState => {
    if (!notification || !worker) return 'absent'
    return notification.permission === 'default' ? 'unasked' : notification.permission
  }
  return {
    state,
    ask: async () => {
      if (state() === 'unasked') await notification?.requestPermission().catch(() => 'denied')
      return state()
    },
    show: async ({ tag, title, body, silent, lang }) => {
      if (state() !== 'granted') return false
      const options = {
        tag,
        body,
        silent,
        lang,
        icon: '/icons/icon-192.png',
        requireInteraction: true,
        renotify: true,
      }
      try {
        const registration = await worker?.getRegistration()
        await registration?.showNotification(title, options)
        return registration !== undefined
      } catch {
        return false
      }
    },
    close: async (tag) => {
      const registration = await worker?.getRegistration().catch(() => undefined)
      const open = (await registration?.getNotifications({ tag }).catch(() => [])) ?? []
      for (const one of open) one.close()
    },
  }
}
