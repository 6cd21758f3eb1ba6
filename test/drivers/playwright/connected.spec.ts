/** A Latchkey that is already running. The environment names its file. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'latchkey/playwright'

const { LATCHKEY_AUTOMATION_FILE = '' } = process.env

test('uses the Latchkey that runs', async ({ latchkey, passkeys }) => {
  const { url } = JSON.parse(readFileSync(LATCHKEY_AUTOMATION_FILE, 'utf8')) as { url: string }

  expect(latchkey.url).toBe(url)
  expect(await passkeys.list()).toEqual([])
})

test('gives each person passkeys of their own', async ({
  browser,
  baseURL,
  latchkey,
  passkeys,
}) => {
  const other = await latchkey.openSession()
  for (const { session, userName } of [
    { session: passkeys, userName: 'gerda' },
    { session: other, userName: 'hugo' },
  ]) {
    const context = await browser.newContext({ bypassCSP: true })
    await context.addInitScript({ content: await session.script() })
    const page = await context.newPage()
    await page.goto(baseURL ?? '')
    await page.getByLabel('User name', { exact: true }).fill(userName)
    await page.getByRole('button', { name: 'Create passkey' }).click()
    await session.waitForCeremony('create', { where: { outcome: 'done' } })
    await context.close()
  }

  expect((await passkeys.list()).map(({ userName }) => userName)).toEqual(['gerda'])
  expect((await other.list()).map(({ userName }) => userName)).toEqual(['hugo'])
})
