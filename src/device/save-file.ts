/** Gives a file to whoever holds the tablet: the browser asks where to, or puts it among the downloads. */

/** How long the address of the file stays: the browser reads it after the click. */
const KEEP_MS = 60_000

export function saveFile(file: {
  readonly name: string
  readonly type: string
  readonly text: string
}): void {
  const address = URL.createObjectURL(new Blob([file.text], { type: `${file.type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS)
}
