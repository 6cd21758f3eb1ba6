/** The demo's acts about signals: what the page sends, and what the window then shows. */
import type { Names } from './accounts'
import { signInBeside } from './acts'
import { BrokenPromise, expectSoon, expectTextSoon } from './drive/expectation'
import { expectGood, type MadePasskey, type Stage } from './stage'

/** Changes the names at the relying party. The window must show the new names. */
export async function rename(
  stage: Stage,
  { credentialId }: MadePasskey,
  before: Names,
  after: Names,
): Promise<void> {
  const { steps, app, origin } = stage
  const changed = [before.displayName, '→', after.displayName]
  await steps.step('signals new names, and the window marks and shows them', async () => {
    await saveNames(stage, after)
    const row = () => app.window.rowText(credentialId)
    await expectTextSoon('the row has the new names, and who changed them', row, [
      after.userName,
      ...changed,
      new URL(origin).host,
    ])
    await expectSoon('the row is marked', () => app.window.isMarked(credentialId), true)
  })
  await steps.step('shows with the passkey what the signal changed', async () => {
    const detail = () => app.window.detailText(credentialId)
    await expectTextSoon('the details have old and new, and the page', detail, [
      ...changed,
      before.userName,
      after.userName,
      origin,
    ])
  })
}

/** Undoes the rename from its notice, and lets the page signal the names again. */
export async function undoRenaming(
  stage: Stage,
  { credentialId }: MadePasskey,
  before: Names,
  after: Names,
): Promise<void> {
  const { steps, app } = stage
  const row = () => app.window.rowText(credentialId)
  await steps.step('takes the signal back from its notice', async () => {
    await app.window.undoFromNotice()
    const names = [before.displayName, before.userName]
    await expectTextSoon('the row has the old names again', row, names)
  })
  await steps.step('follows the page again when it signals once more', async () => {
    await saveNames(stage, after)
    await expectTextSoon('the row has the new names', row, [after.displayName, after.userName])
  })
}

/** Hides the signed-in account's passkey with an empty list, and shows it again with the real list. */
export async function hideAndShow(stage: Stage, { credentialId }: MadePasskey): Promise<void> {
  const { steps, page, app } = stage
  const row = () => app.window.rowText(credentialId)
  await steps.step('hides what an empty list leaves out', async () => {
    await page.sendList('empty')
    await expectGood(page)
    await expectTextSoon('the row is hidden', row, ['Hidden', 'not in the list'])
  })
  await steps.step('shows it again when it is listed', async () => {
    await page.sendList('real')
    await expectGood(page)
    const isHidden = async () => (await row()).includes('Hidden')
    await expectSoon('the row is hidden no more', isHidden, false)
  })
}

/** Deletes the signed-in account's passkey at the relying party, and signals it as an unknown credential. */
export async function hideUnknown(stage: Stage, { credentialId }: MadePasskey): Promise<void> {
  const { steps, page, app, origin } = stage
  await steps.step('hides a passkey that the page calls unknown', async () => {
    await page.deleteAsUnknown()
    await expectGood(page)
    const row = () => app.window.rowText(credentialId)
    await expectTextSoon('the row says that it is hidden, and why', row, ['Hidden', origin])
  })
}

/** Under the policy of Google Password Manager, a signal does not change a name that the user edited. */
export async function keepEditedName(
  stage: Stage,
  passkey: MadePasskey,
  names: { readonly before: Names; readonly edited: string; readonly signalled: Names },
  hidden: Names,
): Promise<void> {
  const { steps, app } = stage
  await steps.step('switches to the policy of Google Password Manager', () =>
    app.window.choosePolicy('Google Password Manager'),
  )
  await steps.step('keeps the name that the user edited, and takes the other', async () => {
    await app.window.show('Passkeys')
    await signInBeside(stage, passkey, names.before, hidden)
    await app.window.rename(passkey.credentialId, names.edited)
    await saveNames(stage, names.signalled)
    const row = () => app.window.rowText(passkey.credentialId)
    await expectTextSoon('the row has the edited name', row, [
      names.edited,
      names.signalled.userName,
    ])
  })
  await steps.step('says in Activity why that name stayed', async () => {
    await app.window.show('Activity')
    await app.window.openNewestEntry()
    const text = () => app.window.text()
    await expectTextSoon('the record has the reason', text, ['the user edited the name'])
  })
  await steps.step('counts the change of that site', async () => {
    await app.window.show('Pages')
    const text = () => app.window.text()
    await expectTextSoon('the page has nine changes left', text, ['9 of 10 changes left'])
  })
}

/** With the policy `delete` for this page, a signal moves the passkey to the trash. */
export async function deleteAtOnce(
  stage: Stage,
  { credentialId }: MadePasskey,
  { displayName }: Names,
): Promise<void> {
  const { steps, page, app, origin } = stage
  await steps.step('switches this page alone to “Delete”', () =>
    app.window.choosePagePolicy('delete'),
  )
  await steps.step('deletes a passkey that the page calls unknown', async () => {
    await app.window.show('Passkeys')
    await page.deleteAsUnknown()
    await expectGood(page)
    await expectSoon('it is listed no more', () => app.window.rowText(credentialId), '')
  })
  await steps.step('keeps it in the trash, with the reason', async () => {
    await app.window.showTrash()
    const text = await app.window.text()
    for (const part of [displayName, origin, 'kept for'])
      if (!text.includes(part)) throw new BrokenPromise('the trash has it', part, text)
  })
}

async function saveNames({ page }: Stage, names: Names): Promise<void> {
  await page.saveNames(names)
  await expectGood(page)
}
