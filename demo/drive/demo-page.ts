/** Drives the relying party's page in a browser by what a user sees. */
import type { Page } from 'playwright-core'
import type { Names } from '../accounts'
import type { State } from '../state'

/** How long to wait for what the page does without the user. */
const PATIENCE_MS = 30_000

/** One parsed entry of the page's log. */
export interface LoggedCall {
  /** Such as `navigator.credentials.get`. */
  readonly call: string
  readonly options: unknown
  /** The JSON form of what came back, or the error's name and message. */
  readonly result: unknown
}

export interface RegistrationChoices extends Names {
  readonly residentKey?: 'required' | 'preferred' | 'discouraged'
  readonly attestation?: 'none' | 'direct'
}

export class DemoPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(origin)
    await this.page.getByText('No account yet.').or(this.page.locator('.account')).first().waitFor()
  }

  /** Begins a registration; {@link outcome} says how it ended. */
  async createPasskey(choices: RegistrationChoices): Promise<void> {
    const { userName, displayName, residentKey = 'required', attestation = 'none' } = choices
    await this.page.getByLabel('User name', { exact: true }).fill(userName)
    await this.page.getByLabel('Display name', { exact: true }).fill(displayName)
    await this.page.getByLabel('residentKey').selectOption(residentKey)
    await this.page.getByLabel('attestation').selectOption(attestation)
    await this.#press('Create passkey')
  }

  async signIn(): Promise<void> {
    await this.#press('Sign in')
  }

  async signInWithUserName(userName: string): Promise<void> {
    await this.page.getByLabel('User name to sign in with').fill(userName)
    await this.#press('Sign in with user name')
  }

  async saveNames({ userName, displayName }: Names): Promise<void> {
    await this.page.getByLabel('New user name').fill(userName)
    await this.page.getByLabel('New display name').fill(displayName)
    await this.#press('Save names')
  }

  /** Removes the oldest passkey of the account that is signed in. */
  async removePasskey(): Promise<void> {
    await this.#press('Remove passkey')
  }

  /** Deletes the oldest passkey of the account that is signed in, and signals it as an unknown credential. */
  async deleteAsUnknown(): Promise<void> {
    await this.#press('Delete as unknown')
  }

  /** Signals which passkeys the account has: the real list, or a false empty list. Changes no passkey. */
  async sendList(list: 'real' | 'empty'): Promise<void> {
    await this.#press(list === 'real' ? 'Send the real list' : 'Send an empty list')
  }

  async signOut(): Promise<void> {
    await this.#press('Sign out')
  }

  async deleteAccount(): Promise<void> {
    await this.#press('Delete account')
  }

  async sendSignals(send: boolean): Promise<void> {
    await this.page.getByLabel('Send signals').setChecked(send)
  }

  /**
   * Waits until the newest action has ended, and returns its outcome as the page shows it.
   *
   * @param timeoutMs how long to wait for the end.
   */
  async outcome(timeoutMs = PATIENCE_MS): Promise<{ good: boolean; text: string }> {
    const outcome = this.page.locator('#outcome:is([data-kind=good], [data-kind=bad])')
    await outcome.waitFor({ timeout: timeoutMs })
    const good = (await outcome.getAttribute('data-kind')) === 'good'
    return { good, text: (await outcome.innerText()).trim() }
  }

  /** The relying party's state, read with the page's own session. */
  async state(): Promise<State> {
    return this.page.evaluate(async () => {
      const response = await fetch('/api/state')
      return (await response.json()) as State
    })
  }

  /** The page's text about the connection to Latchkey. */
  async connection(): Promise<string> {
    return this.page.locator('#latchkey').innerText()
  }

  /** The WebAuthn calls of the page, newest first. */
  async calls(): Promise<LoggedCall[]> {
    const entries = this.page.locator('#log > li')
    return entries.evaluateAll((items) =>
      items.map((item) => {
        const [options, result] = [...item.querySelectorAll('pre')].map(
          (shown) => JSON.parse(shown.textContent) as unknown,
        )
        return { call: item.getAttribute('data-call') ?? '', options, result }
      }),
    )
  }

  /** The page's text about the user handle check of the last sign-in. */
  async check(): Promise<Record<string, string>> {
    const terms = this.page.locator('#check-list > dt')
    return terms.evaluateAll((items) =>
      Object.fromEntries(
        items.map((item) => [item.textContent, item.nextElementSibling?.textContent ?? '']),
      ),
    )
  }

  async #press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).first().click()
  }
}
