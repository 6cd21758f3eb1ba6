/**
 * A page that is switched from one provider to another. The same click then has a different outcome, and the record says
 * why.
 */
import { afterAll, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { ada, pairAndRegister, setStage, type Stage } from '../support/stage'

let stage: Stage

afterAll(async () => {
  await stage.strike()
  removeTemporaryFolders()
})

/** The page asks for a second passkey of its user. The question says what approval does with this provider. */
async function createAgain(answer: string, says: string): Promise<string> {
  await stage.page.createPasskey(ada)
  expect(await stage.window.dialogText()).toContain(says)
  await stage.window.answer(answer)
  return (await stage.page.outcome()).text
}

async function newestEntry(): Promise<string> {
  await stage.window.show('Activity')
  await stage.app.window.locator('[data-entry-id]').first().click()
  return stage.app.window.getByRole('region', { name: 'Entry' }).innerText()
}

it('refuses a second passkey as the provider of the page does, and records which provider that was', async () => {
  stage = await setStage()
  await pairAndRegister(stage)
  const told = 'If you tell the page, it gets InvalidStateError'
  expect(await createAgain('Tell the page', told)).toMatch(/^InvalidStateError/)
  expect(await newestEntry()).not.toMatch(/Bitwarden/)

  await stage.window.show('Pages')
  await stage.app.window.getByLabel('Provider', { exact: true }).selectOption('bitwarden')
  const kept = '(browser extension) does not tell the page: it gets NotAllowedError'
  expect(await createAgain('Continue', kept)).toMatch(/^NotAllowedError/)

  const entry = await newestEntry()
  expect(entry).toMatch(/A passkey that the page excluded is kept here/)
  expect(entry).toMatch(/Profile: Bitwarden/)
})
