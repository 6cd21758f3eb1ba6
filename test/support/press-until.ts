import type { Page } from 'playwright-core'

/** More than any part of the window has stops. */
const MOST_PRESSES = 80

/** Presses a key, as a person without a mouse does, until an element that fits `selector` has the focus. */
export async function pressUntil(page: Page, key: string, selector: string): Promise<void> {
  for (let times = 0; times <= MOST_PRESSES; times++) {
    if (await hasFocus(page, selector)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} did not lead to ${selector}`)
}

/** Whether an element that fits `selector` has the focus. */
export async function hasFocus(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
}
