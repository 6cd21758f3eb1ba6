import { shell } from 'electron'

/**
 * Opens a page in the user's browser. Accepts only web addresses, because the system would start other programs for others.
 *
 * @throws when the system cannot open it.
 */
export async function openInBrowser(url: string): Promise<void> {
  const { protocol } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${protocol} is no web page`)
  await shell.openExternal(url)
}
