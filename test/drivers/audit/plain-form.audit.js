/** A site with a plain form. SITE is its address. */
import { launchOptions } from './launch-options.js'

export { launchOptions }

// #region recipe
export const contextOptions = { baseURL: process.env.SITE }

export const register = (page, { userName }) => submit(page, userName, 'Register')
export const signIn = (page, { userName }) => submit(page, userName, 'Sign in')

async function submit(page, userName, button) {
  await page.goto('/')
  await page.getByLabel('Name').fill(userName)
  await page.getByRole('button', { name: button }).click()
  // Either a page that greets, or an alert that is not empty.
  const alert = page.getByRole('alert').filter({ hasText: /./ })
  const greeting = page.getByRole('heading', { name: 'Welcome' })
  await greeting.or(alert).waitFor()
  if (await alert.isVisible()) throw new Error(await alert.innerText())
}
// #endregion
