/** What a tablet shows of the installed app: name, icons, colours (look: paper) and the pictures of the install sheet. */
import type { ManifestOptions } from 'vite-plugin-pwa'

const PAPER = '#f6f1e9'

export const appManifest: Partial<ManifestOptions> = {
  id: '/',
  name: '瓮管家',
  short_name: '瓮管家',
  description: '陪健康顾问做完每一次瓮蒸：从迎客到归档，没有网络也一步不丢。',
  lang: 'zh-CN',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  orientation: 'any',
  theme_color: PAPER,
  background_color: PAPER,
  categories: ['business', 'productivity'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/urn.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  screenshots: [
    {
      src: '/screenshots/today-wide.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: '今日：现在要做什么，谁在瓮里',
    },
    {
      src: '/screenshots/steam-narrow.png',
      sizes: '800x1280',
      type: 'image/png',
      form_factor: 'narrow',
      label: '瓮蒸：三十分钟的表盘',
    },
  ],
}
