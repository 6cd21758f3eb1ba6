/** Drives Latchkey's window by what a user sees. */
import type { Locator, Page } from 'playwright-core'
import type { SignalPolicy } from '../../src/shared/signal-policy'

/** How long to wait for a dialog. */
const PATIENCE_MS = 30_000

export type ViewName = 'Passkeys' | 'Activity' | 'Pages' | 'Settings'

export class AppWindow {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Waits until the vault is open and pages can reach the bridge; returns the bridge's port. */
  async ready(): Promise<number> {
    const bridge = this.page.getByText(/^Bridge on port \d+$/)
    await bridge.waitFor({ timeout: PATIENCE_MS })
    return Number(/\d+$/.exec(await bridge.innerText())?.[0])
  }

  async show(view: ViewName): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: view }).click()
    await this.page.getByRole('heading', { level: 1, name: view }).waitFor()
  }

  /** Takes a picture after all animations have ended. */
  async takePicture(path: string): Promise<void> {
    await this.page.evaluate(async () => {
      const ends = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      await Promise.allSettled(ends.map(({ finished }) => finished))
    })
    await this.page.screenshot({ path })
  }

  /** The text of the current view, in one line. */
  async text(): Promise<string> {
    return oneLine(await this.page.getByRole('main').innerText())
  }

  /** The dialog that asks the user something. */
  dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  async dialogText(): Promise<string> {
    await this.dialog().waitFor({ timeout: PATIENCE_MS })
    return oneLine(await this.dialog().innerText())
  }

  /** The code of the pairing dialog, without its gap. */
  async pairingCode(): Promise<string> {
    const [, left = '', right = ''] = /(\d{3})\s?(\d{3})/.exec(await this.dialogText()) ?? []
    return left + right
  }

  async choose(radio: string): Promise<void> {
    await this.dialog().getByRole('radio', { name: radio }).check()
  }

  /** Presses a button of the dialog as soon as the button is enabled, and waits until the dialog is closed. */
  async answer(button: string): Promise<void> {
    const title = await this.dialog().getByRole('heading').innerText()
    // Another question may follow at once.
    const dialog = this.page.getByRole('dialog', { name: title, exact: true })
    const pressed = dialog.getByRole('button', { name: button, exact: true })
    await dialog.locator('button:enabled:not([aria-disabled=true])', { hasText: button }).waitFor()
    await pressed.click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** Credential ids of the passkeys in the list, from the top. */
  async passkeyIds(): Promise<string[]> {
    const rows = this.page.locator('[data-passkey-id]')
    return rows.evaluateAll((items) =>
      items.map((row) => row.getAttribute('data-passkey-id') ?? ''),
    )
  }

  /** The text of a passkey's row; empty while the list does not have the row. */
  async rowText(passkeyId: string): Promise<string> {
    // One query, because the row could disappear between a count and a read.
    const [text = ''] = await this.#row(passkeyId).allInnerTexts()
    return oneLine(text)
  }

  /** Opens a passkey's details, and returns their text. */
  async detailText(passkeyId: string): Promise<string> {
    await this.#row(passkeyId).click()
    return oneLine(await this.page.getByRole('region', { name: 'Passkey' }).innerText())
  }

  /** Opens the newest entry of Activity beside the list. */
  async openNewestEntry(): Promise<void> {
    await this.page.locator('[data-entry-id]').first().click()
    await this.page.getByRole('region', { name: 'Entry' }).waitFor()
  }

  /** Whether the row is marked as recently changed by a page. */
  async isMarked(passkeyId: string): Promise<boolean> {
    const row = this.#row(passkeyId)
    return (await row.getAttribute('class'))?.split(' ').includes('fresh') ?? false
  }

  /** Undoes the change that the newest notice shows. */
  async undoFromNotice(): Promise<void> {
    const notices = this.page.getByRole('region', { name: 'Notices' })
    await notices.getByRole('button', { name: 'Undo' }).last().click()
  }

  /** Edits a passkey's display name as the user. */
  async rename(passkeyId: string, displayName: string): Promise<void> {
    await this.#row(passkeyId).click()
    await this.page.getByRole('button', { name: 'Rename' }).click()
    await this.dialog().getByLabel('Display name', { exact: true }).fill(displayName)
    await this.dialog().getByRole('button', { name: 'Save' }).click()
    await this.dialog().waitFor({ state: 'detached' })
  }

  /** Chooses the signal policy for all pages. */
  async choosePolicy(name: string): Promise<void> {
    await this.show('Settings')
    await this.page.getByRole('radio', { name }).check()
  }

  /** Chooses the signal policy for the only paired page. */
  async choosePagePolicy(policy: SignalPolicy): Promise<void> {
    await this.show('Pages')
    await this.page.getByLabel('Signals').selectOption(policy)
  }

  async showTrash(): Promise<void> {
    await this.show('Passkeys')
    await this.page.getByRole('link', { name: /^Trash/ }).click()
    await this.page.getByRole('heading', { level: 1, name: 'Trash' }).waitFor()
  }

  #row(passkeyId: string): Locator {
    return this.page.locator(`[data-passkey-id="${passkeyId}"]`)
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
