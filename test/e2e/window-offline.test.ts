/**
 * The authenticator is taken offline in the real window, by mouse and with only the keyboard: the answers that a real page
 * gets, and the way back.
 */
import { afterAll, beforeEach, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { nextStage, pairAndRegister, type Stage } from '../support/stage'

let stage: Stage
let last: Stage | undefined

beforeEach(async () => {
  stage = last = await nextStage(last)
  await stage.app.window.getByRole('link', { name: 'Passkeys', exact: true }).click()
  await pairAndRegister(stage)
  await stage.page.signOut()
})
afterAll(async () => {
  await last?.strike()
  removeTemporaryFolders()
})

const banner = () => stage.app.window.locator('.app-banner')
const canVerify = () =>
  stage.page.page.evaluate(() =>
    PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable(),
  )

it('removes the question of a page and asks again once it is back online, by the mouse', async () => {
  const { app, page, window: latchkey } = stage
  await latchkey.show('Settings')
  await page.signIn()
  await latchkey.dialogText()
  // The dialog covers the window, so a script presses the switch.
  await app.window.evaluate(() => window.main.setOffline(true))
  await latchkey.dialog().waitFor({ state: 'detached' })
  await banner().getByText('The authenticator is offline').waitFor()
  expect(await canVerify()).toBe(false)

  await banner().getByRole('button', { name: 'Bring it back' }).click()

  await latchkey.answer('Sign in')
  expect(await page.outcome()).toMatchObject({ good: true })
  expect(await canVerify()).toBe(true)
  await banner().waitFor({ state: 'detached' })

  const offline = app.window.getByRole('switch', { name: 'Authenticator offline' })
  await offline.click()
  await banner().getByText('The authenticator is offline').waitFor()
  await offline.click()
  await banner().waitFor({ state: 'detached' })
})

it('waits silently until it is back online, with only the keyboard', async () => {
  const { app, page, window } = stage
  await goTo('authenticator offline')
  await banner().getByText('The authenticator is offline').waitFor()
  await page.signIn()
  expect(await canVerify()).toBe(false)
  expect(await window.dialog().count()).toBe(0)

  await goTo('back online')

  await window.answer('Sign in')
  expect(await page.outcome()).toMatchObject({ good: true })
  expect(await app.state()).toMatchObject({ isOffline: false })
})

/** By the palette. */
async function goTo(words: string): Promise<void> {
  const { keyboard } = stage.app.window
  await keyboard.press('Control+K')
  await stage.app.window.getByRole('combobox', { name: 'Go to a view' }).waitFor()
  await keyboard.type(words)
  await keyboard.press('Enter')
}
