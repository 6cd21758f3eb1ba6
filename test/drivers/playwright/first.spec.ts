// #region recipe
import { test, expect } from 'latchkey/playwright'

test('registers, signs in, and applies a new name', async ({ page, passkeys }) => {
  await page.goto('/')
  await page.getByLabel('User name', { exact: true }).fill('ana@example.org')
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  expect(await passkeys.list()).toMatchObject([{ userName: 'ana@example.org' }])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await passkeys.choose('ana@example.org')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Signed in:')).toBeVisible()

  await page.getByLabel('New display name').fill('Anna')
  await page.getByRole('button', { name: 'Save names' }).click()
  await passkeys.waitForSignal('currentUserDetails', { where: { outcome: 'done' } })
  expect(await passkeys.list()).toMatchObject([{ userDisplayName: 'Anna' }])
})
// #endregion
