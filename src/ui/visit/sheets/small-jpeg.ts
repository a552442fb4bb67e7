/** Scales a photo down to what fits into a record's field (CS7): first less quality, then fewer pixels. */
import { PHOTO_MAX } from '../../../domain/procedure/values.ts'

const SIDES = [640, 480, 360, 280] as const
const QUALITIES = [0.7, 0.5, 0.35] as const

/** A data address of a JPEG, or why there is none. */
export async function smallJpeg(file: Blob): Promise<string | 'tooLarge' | 'failed'> {
  try {
    const picture = await createImageBitmap(file)
    for (const side of SIDES) {
      const canvas = drawn(picture, side)
      for (const quality of QUALITIES) {
        const jpeg = canvas?.toDataURL('image/jpeg', quality)
        if (!jpeg?.startsWith('data:image/jpeg')) return 'failed'
        if (jpeg.length <= PHOTO_MAX) return jpeg
      }
    }
    return 'tooLarge'
  } catch {
    return 'failed'
  }
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement | null {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context ? canvas : null
}
