/** The preview of the window in a real Chromium. */
import { chromium, type Page } from 'playwright-core'
import { chromiumArguments } from '../../demo/drive/chromium-arguments'
import { servePreview } from './window-preview'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface PreviewPage {
  readonly page: Page
  /** Opens the window again, without the state of the test before. */
  open(scene: string, size?: Size): Promise<void>
  /** What the page's policy has refused since the page was opened, and the errors of its scripts. */
  complaints(): readonly string[]
  close(): Promise<void>
}

/**
 * @param script runs before the scripts of the page, like a debugger's script, so that the page's policy does not refuse it.
 */
export async function openPreview(script = ''): Promise<PreviewPage> {
  const preview = await servePreview()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...chromiumArguments(), '--no-sandbox'],
  })
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  await context.addInitScript(script)
  const page = await context.newPage()
  let complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text())
  })
  return {
    page,
    open: async (scene, size = { width: 1080, height: 720 }) => {
      complaints = []
      await page.setViewportSize(size)
      await page.emulateMedia({
        colorScheme: 'light',
        reducedMotion: 'reduce',
        forcedColors: 'none',
      })
      await page.goto(`${preview.url}?scene=${scene}`)
      await page.getByText('Passkeys here are for testing').waitFor({ state: 'attached' })
      await page.locator('html[data-scene]').waitFor({ state: 'attached' })
    },
    complaints: () => complaints,
    close: async () => {
      await browser.close()
      await preview.close()
    },
  }
}
