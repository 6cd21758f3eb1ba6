/** The acts of the scripted demo: what the user does, and what the demo then expects. */
import type { Names } from './accounts'
import type { App } from './drive/app'
import { BrokenPromise, expectEqual, expectSoon, expectTextSoon } from './drive/expectation'
import { pairingCodeIn } from './drive/pairing-code'
import { expectGood, expectIncludes, signOut, type MadePasskey, type Stage } from './stage'

/** The page's first call pairs the page with the app, and then creates the passkey. */
export async function pairAndRegister(stage: Stage, names: Names): Promise<MadePasskey> {
  const { steps, page, origin, app } = stage
  await steps.step('asks to pair at the first call, with one code on both sides', async () => {
    await page.createPasskey(names)
    expectIncludes('the dialog names the page', await app.window.dialogText(), [origin])
    const code = await app.window.pairingCode()
    if (!/^\d{6}$/.test(code)) throw new BrokenPromise('a code in the window', 'six digits', code)
    await expectSoon('the page shows the window’s code', () => pairingCodeIn(page.page), code)
  })
  await steps.step('pairs for 30 days', async () => {
    await app.window.choose('30 days')
    await app.window.answer('Allow')
    expectIncludes('the page’s call goes on', await app.window.dialogText(), [names.userName])
    await expectSoon('the code is gone', () => pairingCodeIn(page.page), '')
    await expectTextSoon('the page knows', () => page.connection(), ['Paired with Latchkey'])
  })
  return steps.step('makes a passkey, approved in the window', () => approveCreation(stage, names))
}

/** Registers another account. The page is already paired. */
export async function register(
  stage: Stage,
  which: 'second' | 'third',
  names: Names,
): Promise<MadePasskey> {
  return stage.steps.step(`makes a passkey for a ${which} account`, async () => {
    await stage.app.window.show('Passkeys')
    await signOut(stage)
    await stage.page.createPasskey(names)
    return approveCreation(stage, names)
  })
}

export async function signInWithoutUserName(
  stage: Stage,
  passkey: MadePasskey,
  { displayName }: Names,
): Promise<void> {
  await stage.steps.step('signs in without a user name, by the user handle', async () => {
    await signOut(stage)
    await stage.page.signIn()
    await approveSignIn(stage, passkey, displayName)
  })
}

export async function signInWithUserName(
  stage: Stage,
  passkey: MadePasskey,
  { userName, displayName }: Names,
): Promise<void> {
  await stage.steps.step('signs in with a user name', async () => {
    await signOut(stage)
    await stage.page.signInWithUserName(userName)
    await approveSignIn(stage, passkey, displayName)
    const { options } = await lastCall(stage, 'navigator.credentials.get')
    const { allowCredentials } = options as { allowCredentials: { id: string }[] }
    expectEqual(
      'the page named the account’s passkeys',
      allowCredentials.map(({ id }) => id),
      [passkey.credentialId],
    )
  })
}

/** Checks that the other views show what happened. */
export async function lookAround(stage: Stage, names: Names): Promise<void> {
  const { steps, app, origin } = stage
  await steps.step('lists in Activity what happened', async () => {
    await app.window.show('Activity')
    await app.window.openNewestEntry()
    const text = () => app.window.text()
    await expectTextSoon('the record has the page and the account', text, [
      origin,
      names.displayName,
    ])
  })
  await steps.step('keeps the vault’s key in the system’s keychain', async () => {
    await app.window.show('Settings')
    await expectTextSoon('it says so', () => app.window.text(), ['in your system’s keychain'])
  })
  await steps.step('lists the page among the paired ones', async () => {
    await app.window.show('Pages')
    await expectTextSoon('the page is connected, for a time', () => app.window.text(), [
      origin,
      'Connected now',
      'Until',
    ])
  })
}

/** Quits the app and starts it again on the same folder and keychain. */
export async function restart({ steps, app, origin }: Stage): Promise<void> {
  await app.window.show('Passkeys')
  const before = await inventory(app)
  await steps.step('quits and starts again, and all is still there', async () => {
    await app.quit()
    await app.start()
    await expectSoon('the passkeys are as they were', () => inventory(app), before)
    await app.window.show('Pages')
    await expectTextSoon('the page is still paired', () => app.window.text(), [origin, 'Until'])
    await app.window.show('Passkeys')
  })
}

/** Without a reload, the page reconnects by its grant, so no dialog asks to pair. */
export async function signInAfterRestart(
  stage: Stage,
  passkey: MadePasskey,
  names: Names,
  hidden: Names,
): Promise<void> {
  await stage.steps.step('signs in again without pairing', () =>
    signInBeside(stage, passkey, names, hidden),
  )
}

/** Signs in without a user name. The app must not offer a hidden passkey. */
export async function signInBeside(
  stage: Stage,
  passkey: MadePasskey,
  { displayName }: Names,
  hidden: Names,
): Promise<void> {
  await signOut(stage)
  await stage.page.signIn()
  const asked = await stage.app.window.dialogText()
  if (asked.includes(hidden.displayName))
    throw new BrokenPromise('a hidden passkey is not offered', displayName, asked)
  await approveSignIn(stage, passkey, displayName)
}

async function approveCreation(
  { page, app }: Stage,
  { userName, displayName }: Names,
): Promise<MadePasskey> {
  expectIncludes('the dialog names the account', await app.window.dialogText(), [
    userName,
    displayName,
  ])
  await app.window.answer('Create passkey')
  await expectGood(page)
  const { accounts, signedIn } = await page.state()
  const account = accounts.find(({ userId }) => userId === signedIn)
  const [made] = account?.passkeys ?? []
  if (!account || !made) throw new BrokenPromise('a passkey is registered', displayName, accounts)
  const { credentialId } = made
  await expectTextSoon('the window lists it', () => app.window.rowText(credentialId), [
    displayName,
    userName,
  ])
  return { credentialId, userId: account.userId }
}

async function approveSignIn(
  stage: Stage,
  { credentialId, userId }: MadePasskey,
  displayName: string,
): Promise<void> {
  const { page, app } = stage
  expectIncludes('the dialog names the account', await app.window.dialogText(), [displayName])
  await app.window.answer('Sign in')
  await expectGood(page)
  const { result } = await lastCall(stage, 'navigator.credentials.get')
  const { id, response } = result as { id: string; response: { userHandle?: string } }
  expectEqual('the passkey is the registered one', id, credentialId)
  expectEqual('response.userHandle is the user.id', response.userHandle, userId)
  expectEqual('the relying party signed its account in', (await page.state()).signedIn, userId)
  const check = await page.check()
  expectEqual('the relying party compared the two', check['are they equal'], '✓ yes')
}

/** The text of the list and the details for every passkey, without relative times. */
async function inventory({ window }: App): Promise<string[]> {
  const texts: string[] = []
  for (const id of await window.passkeyIds()) {
    const text = await window.detailText(id)
    texts.push(`${id}: ${text.replace(/(just now|\d+ \w+ ago|in \d+ \w+)/g, '…')}`)
  }
  return texts.sort()
}

async function lastCall({ page }: Stage, name: string) {
  const calls = await page.calls()
  const call = calls.find((logged) => logged.call === name)
  if (!call) throw new BrokenPromise('the page’s log has the call', name, calls)
  return call
}
