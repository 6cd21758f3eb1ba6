// #region recipe
import { test, expect } from 'latchkey/playwright'

test('refuses a sign-in whose signature is wrong', async ({ page, passkeys }) => {
  await page.goto('/')
  await page.getByLabel('User name', { exact: true }).fill('eve@example.org')
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  await page.getByRole('button', { name: 'Sign out' }).click()

  await passkeys.fault('signature-flipped')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const { fault } = await passkeys.waitForCeremony('get')
  expect(fault).toMatchObject({ id: 'signature-flipped', changes: [{ what: 'signature' }] })
  await expect(page.getByText('Not signed in.').first()).toBeVisible()

  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Signed in:')).toBeVisible()
})
// #endregion
