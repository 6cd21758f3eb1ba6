// #region recipe
import { test, expect } from 'latchkey/playwright'

test('signs in on a second device once the passkey has arrived there', async ({
  page,
  passkeys,
}) => {
  await passkeys.addDevice({ id: 'phone', syncAfter: 30 })
  await page.goto('/')
  await page.getByLabel('User name', { exact: true }).fill('ida@example.org')
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await passkeys.waitForCeremony('create', { where: { outcome: 'done' } })
  await page.getByRole('button', { name: 'Sign out' }).click()

  await passkeys.useDevice('phone')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await passkeys.waitForCeremony('get', { where: { outcome: 'refused' } })

  await passkeys.setClock({ advance: 30_000 })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Signed in:')).toBeVisible()
})
// #endregion
