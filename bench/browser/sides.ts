/** The sides that are measured in the browser: each side's page, and the cleanup between its calls. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import type { PageServer } from './page-server'

export interface Side {
  readonly name: string
  readonly page: Page
  /** Name of this side's frame in the page; undefined: the page itself is the side. */
  readonly frame?: string
  /** Removes the passkeys that `create` made. The benchmark does not time this. */
  tidy(): Promise<void>
}

export const CHROMIUM = 'Chromium’s virtual authenticator'
export const PLAYWRIGHT = 'Playwright’s context.credentials'

/** A page that uses the browser's own authenticator, which holds at most three discoverable passkeys. */
export async function chromiumSide(browser: Browser, pages: PageServer): Promise<Side> {
  const page = await openPage(await browser.newContext(), pages)
  const { session, authenticatorId } = await addVirtualAuthenticator(page)
  await page.evaluate(() => window.contest.register())
  return { name: CHROMIUM, page, tidy: () => removeMade(session, authenticatorId, pages.rpId) }
}

/** Chromium's own authenticator for a page, which agrees to everything. */
export async function addVirtualAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { session, authenticatorId }
}

async function removeMade(session: CDPSession, authenticatorId: string, rpId: string) {
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
  for (const credential of credentials)
    if (credential.rpId !== rpId) {
      const { credentialId } = credential
      await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId })
    }
}

export async function playwrightSide(browser: Browser, pages: PageServer): Promise<Side> {
  const context = await browser.newContext()
  await context.credentials.install()
  const page = await openPage(context, pages)
  await page.evaluate(() => window.contest.register())
  return {
    name: PLAYWRIGHT,
    page,
    tidy: async () => {
      for (const { id, rpId } of await context.credentials.get())
        if (rpId !== pages.rpId) await context.credentials.delete(id)
    },
  }
}

/** A frame in `page` that asks one of our bridges. */
export async function latchkeySide(page: Page, name: string, port: number): Promise<Side> {
  await page.evaluate(([frame, bridgePort]) => window.contest.join(frame, bridgePort), [
    name,
    port,
  ] as const)
  return { name, page, frame: name, tidy: async () => undefined }
}

export async function openPage(context: BrowserContext, pages: PageServer): Promise<Page> {
  const page = await context.newPage()
  await page.goto(pages.origin)
  return page
}
