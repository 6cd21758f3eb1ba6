/** The focus and the announcements to screen readers, in a real browser. */
import { describe, expect, it } from 'vitest'
import { useLooksPage } from '../support/looks-page'
import { renameEntry } from '../support/window-data'

const looks = useLooksPage()

/** A short description of the element with the focus. */
function focused(): Promise<string> {
  return looks.page.evaluate(() => {
    const element = document.activeElement
    const name = element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    return `${element?.tagName.toLowerCase() ?? 'nothing'}: ${name.trim().replace(/\s+/g, ' ')}`
  })
}

describe('a dialog that is closed by Escape gives the focus back to what opened it', () => {
  it.each<[string, string | null, RegExp]>([
    ['pages-faults', null, /^Answer wrongly/],
    ['passkeys', 'Settings', /^Erase everything/],
    ['keys-keychain', null, /^Make a new key/],
    ['keys-passphrase', null, /^Use the keychain/],
    ['backups', null, /^Restore/],
    ['trash', null, /^Empty trash/],
    ['settings-profiles', null, /^Edit/],
    ['vault-missing', null, /^Start a new vault/],
    ['locked-unreadable', null, /^Restore a backup/],
  ])('in %s %s: %s', async (scene, view, name) => {
    await looks.open(scene)
    if (view !== null) await looks.show(view)
    const opener = looks.page.getByRole('button', { name }).first()
    await opener.focus()
    const before = await focused()
    await looks.page.keyboard.press('Enter')
    const dialog = looks.page.locator('[role=dialog], [role=alertdialog]')
    await dialog.waitFor()
    expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true)

    await looks.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(focused).toBe(before)
  })
})

describe('what closes without a dialog gives the focus back', () => {
  it.each<[string, string, string]>([
    ['the palette', 'Control+k', '[role=dialog]'],
    ['the shortcuts', 'F1', '[role=dialog]'],
    ['the menu of a row', 'Shift+F10', '[role=menu]'],
  ])('%s', async (_what, key, opened) => {
    await looks.open('passkeys')
    await looks.page.locator('[data-passkey-id]').nth(1).focus()
    const before = await focused()
    await looks.page.keyboard.press(key)
    await looks.page.locator(opened).waitFor()

    await looks.page.keyboard.press('Escape')
    await looks.page.locator(opened).waitFor({ state: 'detached' })
    await expect.poll(focused).toBe(before)
  })

  it.each<[string, string, string | null, RegExp]>([
    ['a passkey', '[data-passkey-id]', null, /^Close the details$/],
    ['an entry', '[data-entry-id]', 'Activity', /^Close the details$/],
  ])('the details of %s, by their button and by Escape', async (_what, row, view, close) => {
    await looks.open('passkeys')
    if (view !== null) await looks.show(view)
    await looks.page.locator(row).nth(1).click()
    const before = await focused()
    const button = looks.page.getByRole('button', { name: close })
    await button.focus()
    await looks.page.keyboard.press('Enter')
    await button.waitFor({ state: 'detached' })
    await expect.poll(focused).toBe(before)

    await looks.page.locator(row).nth(1).click()
    await button.focus()
    await looks.page.keyboard.press('Escape')
    await button.waitFor({ state: 'detached' })
    await expect.poll(focused).toBe(before)
  })
})

describe('a screen reader announces', () => {
  /** How many live regions contain the word. */
  function announced(word: string): Promise<number> {
    const live = '[aria-live=polite], [role=status], [role=alert]'
    return looks.page.locator(live).filter({ hasText: word }).count()
  }

  it('of a signal that arrives, in whichever view', async () => {
    for (const view of ['Passkeys', 'Activity', 'Settings']) {
      await looks.open('passkeys')
      await looks.show(view)
      expect(await announced('Ada King')).toBe(0)
      await looks.page.evaluate(
        (entry) => window.fake.signal(entry),
        renameEntry({ at: Date.now() }),
      )

      await expect.poll(() => announced('Ada King')).toBeGreaterThan(0)
    }
  })

  it('of an offer to sign in', async () => {
    await looks.open('offer')

    expect(await announced('offers sign-in with a passkey')).toBe(1)
  })

  it('how many passkeys the search found', async () => {
    await looks.open('passkeys')
    await looks.page.getByRole('searchbox').fill('grace')

    await expect.poll(() => announced('1 of')).toBe(1)
  })
})
