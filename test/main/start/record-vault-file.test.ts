/** The entries of Activity about the vault's file. */
import { expect, it } from 'vitest'
import { ActivityRecord } from '../../../src/main/activity/activity-record'
import { recordVaultFile } from '../../../src/main/start/record-vault-file'
import type { Vault } from '../../../src/main/vault/vault'
import { closedVault, damagedHome } from '../../support/damaged-vault'
import type { VaultHome } from '../../support/vault-home'

let made = 0

/** A vault that is not open yet, with its record. */
function recorded(home: VaultHome): { vault: Vault; record: ActivityRecord } {
  const vault = home.vault()
  const newId = () => `entry-${String(++made)}`
  const ports = { entries: vault.activity, now: () => 1, newId, failed: () => undefined }
  const record = new ActivityRecord(ports)
  vault.onStateChange(() => {
    if (vault.isOpen) record.keepWaiting()
  })
  recordVaultFile(vault, record.report)
  return { vault, record }
}

const listed = (record: Pick<ActivityRecord, 'list'>) =>
  record.list().map(({ kind, outcome, reason }) => ({ kind, outcome, reason }))

it('has an entry of damage, of the repair and of its undoing', async () => {
  const { home } = await damagedHome()
  const { vault, record } = recorded(home)

  await vault.open()
  await vault.retry()
  expect(listed(record)).toMatchObject([
    { kind: 'damage', outcome: 'refused', reason: expect.stringContaining('1 entry is lost') },
  ])

  await vault.rescue.repair()
  expect(listed(record)).toMatchObject([
    {
      kind: 'rescue',
      outcome: 'done',
      reason: expect.stringMatching(/repaired.*vault\.pkv\.kept-/),
    },
    { kind: 'damage', outcome: 'refused', reason: expect.stringContaining('1 entry is lost') },
  ])

  await vault.rescue.undo()
  expect(listed(record)).toMatchObject([
    { kind: 'rescue', reason: expect.stringContaining('undone') },
    { kind: 'damage' },
  ])
})

it('keeps the entries of a repair, and of the damage before, in the vault', async () => {
  const { home } = await damagedHome()
  const { vault } = recorded(home)
  await vault.open()
  await vault.rescue.repair()
  await vault.close()

  const next = await home.openVault()

  expect(next.activity.list()).toMatchObject([{ kind: 'rescue', origin: null }, { kind: 'damage' }])
})

it('keeps the entry of a repair of a vault that was not open', async () => {
  const { home } = await damagedHome()
  const { vault } = recorded(home)
  await vault.rescue.repair()
  await vault.close()

  expect((await home.openVault()).activity.list()).toMatchObject([{ kind: 'rescue' }])
})

it('has an entry of a restored backup, and of why it was needed', async () => {
  const { home, bytes } = await closedVault(2)
  await home.write(bytes, 'vault.pkv.1')
  await home.write(Buffer.from('no vault'))
  const { vault, record } = recorded(home)
  await vault.open()
  expect(vault.state.state).toBe('locked')

  await vault.rescue.restore('vault.pkv.1')

  expect(listed(record)).toMatchObject([
    { kind: 'rescue', reason: expect.stringContaining('restored from vault.pkv.1') },
    { kind: 'damage', outcome: 'refused', reason: expect.stringContaining('does not start like') },
  ])
})

it('has an entry of an end that was never finished, and none if all is well', async () => {
  const { home, bytes } = await closedVault(2)
  const well = recorded(home)
  await well.vault.open()
  expect(listed(well.record)).toEqual([])
  await well.vault.close()
  await home.write(Buffer.concat([bytes, Buffer.alloc(300, 7)]))

  const { vault, record } = recorded(home)
  await vault.open()

  expect(listed(record)).toMatchObject([
    { kind: 'damage', outcome: 'nothing', reason: expect.stringContaining('could not be read') },
  ])
})
