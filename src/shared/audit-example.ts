/** An example of a file to audit: the demo of docs/audit.md, with an address to replace. */
export const AUDIT_EXAMPLE_NAME = 'latchkey.audit.js'

export const AUDIT_EXAMPLE = `// The address of your site.
export const contextOptions = { baseURL: 'http://localhost:47810' }

export async function register(page, { userName }) {
  await page.goto('/')
  await page.getByLabel('User name', { exact: true }).fill(userName)
  await page.getByRole('button', { name: 'Create passkey' }).click()
  return outcomeOf(page)
}

export async function signIn(page, { userName }) {
  await page.goto('/')
  await page.getByLabel('User name to sign in with').fill(userName)
  await page.getByRole('button', { name: 'Sign in with user name' }).click()
  return outcomeOf(page)
}

// Waits for either end, so that a refusal takes no longer than a success.
async function outcomeOf(page) {
  const outcome = page.locator('#outcome:is([data-kind=good], [data-kind=bad])')
  const accepted = (await outcome.getAttribute('data-kind')) === 'good'
  return { accepted, message: await outcome.innerText() }
}
`
