import type { Page } from 'playwright-core'

/** More presses than any part of the window has tab stops. */
const MOST_PRESSES = 80

/** Presses a key, like a person without a mouse, until an element that matches `selector` has the focus. */
export async function pressUntil(page: Page, key: string, selector: string): Promise<void> {
  for (let times = 0; times <= MOST_PRESSES; times++) {
    if (await hasFocus(page, selector)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} did not lead to ${selector}`)
}

/** Whether an element that matches `selector` has the focus. */
export async function hasFocus(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
}
