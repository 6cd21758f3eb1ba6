/** What is said of a file that cannot be read: once, of the right file, and in words of ours. */
import { expect, it } from 'vitest'
import { describeFile } from '../../../src/shared/vault-words'
import { noticeText, vaultNotice } from '../../../src/shared/vault-notice'
import { conditionOf } from '../../../src/main/vault/keychain'
import { keychainShut, noKeychain, notOpened } from '../../../src/main/vault/explanations'
import { closedVault, damagedCases } from '../../support/damaged-vault'

const DOUBLED = [/cannot be read.*cannot be read/, /is damaged.*is damaged/, /locked.*is locked/]
const RAW = /\bE[A-Z]{3,}\b|errno|D-Bus without|Details/

function expectPlain(text: string): void {
  for (const doubled of DOUBLED) expect(text).not.toMatch(doubled)
  expect(text).not.toMatch(RAW)
  expect(text).not.toMatch(/\.\.|: [A-Z]/)
  expect(text).toMatch(/\.$/)
}

it.each(damagedCases)('$what', async ({ damage }) => {
  const closed = await closedVault(6)
  const { home } = closed
  await home.write(damage(closed))
  const vault = home.vault()

  const { file } = await vault.rescue.check()
  await vault.open()

  const { state } = vault
  const notice = vaultNotice(state)
  expectPlain(file ? describeFile(file) : '')
  if (state.state === 'locked') expectPlain(state.explanation)
  if (notice) expectPlain(noticeText(notice))
})

it('a backup that is no vault is named where it cannot be restored', async () => {
  const { home } = await closedVault(1)
  await home.write(Buffer.from('no vault'), 'vault.pkv.1')
  const vault = await home.openVault()

  await expect(vault.rescue.restore('vault.pkv.1')).rejects.toThrow(
    'vault.pkv.1 cannot be read: it does not start like a vault.',
  )
})

it.each(['ENOSPC', 'EACCES', 'EIO', 'ENOENT', 'EISDIR'])('the system’s %s', (code) => {
  const error = Object.assign(new Error(`${code}: raw words, open '/vault/vault.pkv'`), { code })

  expectPlain(notOpened(error, []).explanation)
})

it.each([
  'Cannot autolaunch D-Bus without X11 $DISPLAY',
  'The name :1.5 was not provided by any .service files',
  'Cannot create an item in a locked collection',
])('a keychain that says: %s', (said) => {
  const condition = conditionOf(new Error(said))

  expectPlain(keychainShut(condition).explanation)
  expectPlain(noKeychain(condition).explanation)
})
