/** What the acts of the scripted demo share: the app, the page, and common expectations. */
import type { App } from './drive/app'
import type { DemoPage } from './drive/demo-page'
import { BrokenPromise } from './drive/expectation'
import type { Steps } from './drive/steps'

export interface Stage {
  readonly steps: Steps
  readonly page: DemoPage
  /** The page's origin. */
  readonly origin: string
  readonly app: App
}

/** The ids by which both the app and the relying party know a passkey. */
export interface MadePasskey {
  /** base64url. */
  readonly credentialId: string
  /** The `user.id` that the relying party gave, base64url. */
  readonly userId: string
}

export async function signOut({ page }: Stage): Promise<void> {
  await page.signOut()
  await expectGood(page)
}

/** @throws {BrokenPromise} when the page does not report success. */
export async function expectGood(page: DemoPage): Promise<void> {
  const { good, text } = await page.outcome()
  if (!good) throw new BrokenPromise('the page reports success', 'a good outcome', text)
}

/** @throws {BrokenPromise} when the text does not contain all parts. */
export function expectIncludes(what: string, text: string, parts: readonly string[]): void {
  for (const part of parts) if (!text.includes(part)) throw new BrokenPromise(what, part, text)
}
