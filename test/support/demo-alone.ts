/** The demo's relying party and its page, with Chromium's own authenticator instead of Latchkey. */
import type { Browser } from 'playwright-core'
import { DemoPage } from '../../demo/drive/demo-page'
import { startDemo, type Demo } from '../../demo/start-demo'
import { addVirtualAuthenticator, type VirtualAuthenticator } from './virtual-authenticator'

export interface DemoAlone {
  readonly demo: Demo
  readonly page: DemoPage
  readonly authenticator: VirtualAuthenticator
  readonly close: () => Promise<void>
}

export async function openDemoAlone(browser: Browser): Promise<DemoAlone> {
  const demo = await startDemo({ port: 0, bridgeScript: null })
  const context = await browser.newContext()
  const page = new DemoPage(await context.newPage())
  await page.open(demo.origin)
  return {
    demo,
    page,
    authenticator: await addVirtualAuthenticator(page.page),
    close: async () => {
      await context.close()
      await demo.close()
    },
  }
}
