import type { Credential } from './authenticator.js'
import type { PlaywrightCredential } from './playwright-credential.js'

/** The form of credentials in each format: the Chrome DevTools Protocol (`cdp`), Playwright or WebDriver. */
export interface CredentialFormats {
  readonly cdp: Credential
  readonly webdriver: Credential
  readonly playwright: PlaywrightCredential
}

export type CredentialFormat = keyof CredentialFormats
