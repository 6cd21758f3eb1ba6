import type { Page } from 'playwright-core'

/**
 * Puts a link over the page, and presses it by a middle click, with Ctrl and with Shift.
 *
 * @returns the text of the element that was pressed, which is the text of the link.
 */
export async function pressPlantedLink(page: Page, url: string): Promise<string | null> {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: 'planted' })
    Object.assign(link.style, { position: 'fixed', inset: '0 auto auto 0', zIndex: '99' })
    document.body.append(link)
  }, url)
  // Not locator.click(), which waits for navigations that other tests caused and that were refused.
  await page.mouse.click(8, 8, { button: 'middle' })
  for (const modifier of ['Control', 'Shift']) {
    await page.keyboard.down(modifier)
    await page.mouse.click(8, 8)
    await page.keyboard.up(modifier)
  }
  return page.evaluate(() => {
    const pressed = document.elementFromPoint(8, 8)
    pressed?.remove()
    return pressed?.textContent ?? null
  })
}
