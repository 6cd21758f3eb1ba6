/** A file that cannot be read is reported once, with the right path and in our own words. */
import { expect, it } from 'vitest'
import { inTerminal, inWindow } from '../../../src/shared/placed-text'
import type { ActivityReport } from '../../../src/shared/activity'
import { noticeText, vaultNotice } from '../../../src/shared/vault-notice'
import { describeContents, describeFile } from '../../../src/shared/vault-words'
import { describeVault } from '../../../src/main/start/log-lines'
import { recordVaultFile } from '../../../src/main/start/record-vault-file'
import type { VaultFileReport } from '../../../src/shared/vault-report'
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
  if (state.state === 'locked') expectPlain(inTerminal(state.explanation))
  if (notice) expectPlain(noticeText(notice))
})

it.each(damagedCases)('$what has the same words everywhere', async ({ damage, found }) => {
  const closed = await closedVault(6)
  const { home } = closed
  await home.write(damage(closed))
  const vault = home.vault()
  const recorded: ActivityReport[] = []
  recordVaultFile(vault, (entry) => recorded.push(entry))

  const { file } = await vault.rescue.check()
  await vault.open()

  const { state } = vault
  const shown = state.state === 'locked' ? state.explanation : vaultNotice(state)?.text
  const places = [
    shown === undefined ? shown : inWindow(shown),
    ...recorded.map(({ reason }) => reason),
  ]
  const isWhole = found.condition === 'whole'
  expect(places).toEqual(isWhole ? [undefined] : [expect.any(String), expect.any(String)])
  for (const words of file && !isWhole ? sentencesOf(file) : [])
    for (const place of [...places, describeVault(state)]) expect(place).toContain(words)
})

/** What the command line and the doctor say of the vault's file, as it is called elsewhere. */
function sentencesOf(file: VaultFileReport): string[] {
  const contents = describeContents(file, 'the vault’s file')
  const problem = file.problem?.replace(/\bthe file\b/, 'the vault’s file')
  return [contents, problem?.replace('The file', 'The vault’s file') ?? '']
}

it('a backup that is not a vault is named if it cannot be restored', async () => {
  const { home } = await closedVault(1)
  await home.write(Buffer.from('no vault'), 'vault.pkv.1')
  const vault = await home.openVault()

  await expect(vault.rescue.restore('vault.pkv.1')).rejects.toThrow(
    'vault.pkv.1 cannot be read: it does not start like a vault.',
  )
})

it.each(['ENOSPC', 'EACCES', 'EIO', 'ENOENT', 'EISDIR'])('the system’s %s', (code) => {
  const error = Object.assign(new Error(`${code}: raw words, open '/vault/vault.pkv'`), { code })

  expectPlain(inTerminal(notOpened(error, undefined).explanation))
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
