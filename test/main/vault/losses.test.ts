/** What the end of a vault's file lacks is reported until the user has chosen how to continue. */
import { expect, it } from 'vitest'
import type { ActivityReport } from '../../../src/shared/activity'
import { describeVault } from '../../../src/main/start/log-lines'
import { recordVaultFile } from '../../../src/main/start/record-vault-file'
import { closedVault, open, rewrite, type ClosedVault } from '../../support/damaged-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'

/** A vault of three passkeys, opened once after its file lost one of them. */
async function openedWithoutEnd(): Promise<ClosedVault> {
  const closed = await closedVault(3)
  const { home, bytes, ends } = closed
  await home.write(bytes.subarray(0, ends[2]))
  await open(home)
  return closed
}

it('is reported after many changes, and counts what is lost later', async () => {
  const { home } = await openedWithoutEnd()
  const vault = await home.openVault()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  const end = (await home.read()).length
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  await vault.close()
  expect((await home.vault().rescue.check()).file).toMatchObject({ condition: 'cut', lost: 1 })

  await home.write((await home.read()).subarray(0, end))
  expect((await home.vault().rescue.check()).file).toMatchObject({ condition: 'cut', lost: 2 })
  const { state } = await open(home)
  expect(state).toMatchObject({ damage: { is: 'cut', lost: 2 } })
  expect(state).toMatchObject({
    warning: { inTerminal: expect.stringMatching(/2 changes .*\.torn-.*\.torn-/) },
  })
})

it('is counted once if the first opening stopped before the witness agreed with the file', async () => {
  const { home, bytes, ends } = await closedVault(3)
  const witness = await home.read('vault.witness')
  await home.write(bytes.subarray(0, ends[1]))
  await open(home)
  await home.write(witness, 'vault.witness')

  expect((await open(home)).state).toMatchObject({ damage: { is: 'cut', lost: 2 } })
})

it('prevents writes to the vault if it cannot be noted, so that it is not forgotten', async () => {
  const { home, bytes, ends } = await closedVault(3)
  await home.write(bytes.subarray(0, ends[2]))
  home.files.fault = ({ path }) => (path.includes('loss') ? { code: 'ENOSPC' } : undefined)
  expect((await open(home)).state).toMatchObject({ readOnly: expect.stringContaining('full') })

  home.files.fault = () => undefined
  expect((await open(home)).state).toMatchObject({ damage: { is: 'cut', lost: 1 } })
})

it('names the copy of a later unfinished end once', async () => {
  const { home } = await openedWithoutEnd()
  await home.write(Buffer.concat([await home.read(), new Uint8Array(9)]))

  const { state } = await open(home)

  const named = describeVault(state).match(/vault\.pkv\.torn-[\w-]+/g) ?? []
  expect(new Set(named).size).toBe(2)
  expect(named).toHaveLength(2)
})

it('is not noted again by an opening that finds nothing new', async () => {
  const { home } = await openedWithoutEnd()
  home.files.fault = ({ path }) => (path.includes('loss') ? { code: 'ENOSPC' } : undefined)

  expect((await open(home)).state).toMatchObject({ readOnly: null, damage: { is: 'cut', lost: 1 } })
})

it('is forgotten when a backup is restored, and known again when that is undone', async () => {
  const { home, bytes } = await openedWithoutEnd()
  await home.write(bytes, 'vault.pkv.1')
  const vault = await home.openVault()

  await vault.rescue.restore('vault.pkv.1')
  expect(vault.state).toMatchObject({ warning: null })

  await vault.rescue.undo()
  expect(vault.state).toMatchObject({ damage: { is: 'cut', lost: 1, isKnown: true } })
})

it.each(['no note', '{}', '{"vaultId":"AAAA"}'])('takes %j for no note', async (text) => {
  const { home } = await openedWithoutEnd()
  await home.write(Buffer.from(text), 'vault.loss')

  expect((await open(home)).state).toMatchObject({ warning: null })
})

it('does not report another vault', async () => {
  const { home } = await openedWithoutEnd()
  const note = await home.read('vault.loss')
  const { home: other } = await closedVault(1)
  await other.write(note, 'vault.loss')

  expect((await open(other)).state).toMatchObject({ warning: null })
})

it('no longer names a copy that is gone', async () => {
  const { home } = await openedWithoutEnd()
  for (const name of await home.names()) if (name.includes('torn')) await home.remove(name)

  expect((await home.vault().rescue.check()).file).toMatchObject({ lost: 1, problem: null })
})

it('adds one entry to Activity, although each start reports it', async () => {
  const { home, bytes, ends } = await closedVault(3)
  await home.write(bytes.subarray(0, ends[2]))
  const entries: ActivityReport[] = []
  for (let start = 1; start <= 3; start++) {
    const vault = home.vault()
    recordVaultFile(vault, (entry) => void entries.push(entry))
    await vault.open()
    await vault.close()
  }

  expect(entries).toMatchObject([{ kind: 'damage', outcome: 'refused' }])
})

it('does not advise the generation before, which a rewriting made of the file without its end', async () => {
  const { home } = await openedWithoutEnd()
  const vault = await home.openVault()
  await rewrite(vault)
  await vault.close()

  const { backups } = await home.vault().rescue.check()

  expect(backups.find(({ name }) => name === 'vault.pkv.1')).toMatchObject({
    condition: 'cut',
    lost: 1,
  })
})
