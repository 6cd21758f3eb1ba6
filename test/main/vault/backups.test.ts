import { describe, expect, it } from 'vitest'
import { fullDisk } from '../../support/faulty-files'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, type VaultHome } from '../../support/vault-home'
import { rewrite } from '../../support/damaged-vault'

const DAY_MS = 86_400_000

/** Opens the vault, adds passkeys, and closes it. */
async function session(home: VaultHome, passkeys = 1): Promise<void> {
  const vault = await home.openVault()
  for (let i = 0; i < passkeys; i++) await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  await vault.close()
}

function homeWithBackups(): VaultHome & { backupFailures: string[] } {
  return Object.assign(memoryHome(), { backupFailures: [] as string[] })
}

async function backupsOf(
  home: VaultHome,
  conditions = ['whole'],
): Promise<{ name: string; passkeys: number | null }[]> {
  const vault = home.vault()
  const { backups } = await vault.rescue.check()
  await vault.close()
  return backups
    .filter(({ name }) => name.startsWith('backups/'))
    .map(({ name, passkeys, condition }) => {
      expect(conditions).toContain(condition)
      return { name, passkeys }
    })
}

describe('backups', () => {
  it('are not made of a vault that holds nothing', async () => {
    const home = homeWithBackups()
    await session(home, 0)
    expect(await backupsOf(home)).toEqual([])
  })

  it('hold all that was saved when the vault was closed', async () => {
    const home = homeWithBackups()
    await session(home, 3)
    expect(await backupsOf(home)).toEqual([
      { name: 'backups/vault-000002-2026-01-01.pkv', passkeys: 3 },
    ])
    expect(home.backupFailures).toEqual([])
  })

  it('begin with the first change, so that a crash leaves one', async () => {
    const home = homeWithBackups()
    const vault = await home.openVault()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await expect
      .poll(async () => (await vault.rescue.check()).backups.map(({ passkeys }) => passkeys))
      .toEqual([1])
  })

  it('do not change while the vault does', async () => {
    const home = homeWithBackups()
    await session(home)
    const name = (await backupsOf(home))[0]?.name ?? ''
    const before = await home.read(name)
    home.clock.advance(DAY_MS)
    await session(home, 2)
    expect(await home.read(name)).toEqual(before)
    expect((await backupsOf(home)).map(({ passkeys }) => passkeys)).toEqual([3, 1])
  })

  it('are not repeated while nothing changes', async () => {
    const home = homeWithBackups()
    await session(home)
    const before = await backupsOf(home)
    home.clock.advance(DAY_MS)
    await session(home, 0)
    expect(await backupsOf(home)).toEqual(before)
  })

  it('are one of each of seven days, and of weeks before', async () => {
    const home = homeWithBackups()
    for (let day = 0; day < 30; day++) {
      await session(home)
      home.clock.advance(DAY_MS)
    }
    expect((await backupsOf(home)).map(({ passkeys }) => passkeys)).toEqual([
      ...[30, 29, 28, 27, 26, 25, 24],
      // 2026-01-01 is a Thursday: the Sundays before.
      ...[18, 11, 4],
    ])
  })

  it('are made while the vault stays open over midnight', async () => {
    const home = homeWithBackups()
    const vault = await home.openVault()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await expect.poll(async () => (await vault.rescue.check()).backups.length).toBe(1)
    home.clock.advance(DAY_MS)
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await expect.poll(async () => (await vault.rescue.check()).backups.length).toBe(2)
  })

  it('follow a file that was rewritten', async () => {
    const home = homeWithBackups()
    await session(home)
    home.clock.advance(DAY_MS)
    const vault = await home.openVault()
    await rewrite(vault)
    await vault.close()
    expect((await backupsOf(home)).map(({ passkeys }) => passkeys)).toEqual([1, 1])
    expect(home.backupFailures).toEqual([])
  })

  it('are all kept while the vault may lack what they hold', async () => {
    const home = homeWithBackups()
    for (let day = 0; day < 7; day++) {
      await session(home)
      home.clock.advance(DAY_MS)
    }
    const before = await backupsOf(home)
    const bytes = await home.read()
    await home.write(bytes.subarray(0, bytes.length - 800))
    await session(home)
    const after = await backupsOf(home, ['whole', 'cut'])
    expect(after).toEqual(expect.arrayContaining(before))
  })

  it('restore the vault', async () => {
    const home = homeWithBackups()
    await session(home, 2)
    const name = (await backupsOf(home))[0]?.name ?? ''
    await home.write(Buffer.from('no vault'))
    const vault = home.vault()
    await vault.rescue.restore(name)
    expect(vault.passkeys.list()).toHaveLength(2)
  })

  it('keep Latchkey from making a new vault if the vault is gone', async () => {
    const home = homeWithBackups()
    await session(home)
    await home.remove('vault.pkv')
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({
      reason: 'copy-left',
      explanation: { inTerminal: expect.stringContaining('backups') },
    })
  })
})

describe('a backup that cannot be made', () => {
  it('is reported and stops nothing, whichever of its calls fails', async () => {
    const calls = ['create', 'write', 'sync', 'rename', 'syncFolder', 'makeFolder'] as const
    for (const failing of calls) {
      const home = homeWithBackups()
      home.files.fault = ({ call, path }) =>
        call === failing && path.includes('/backups') ? { code: 'EIO' } : undefined
      await session(home, 2)
      expect(home.backupFailures).toEqual([expect.stringContaining('could not be backed up')])
      home.files.fault = () => undefined
      const vault = await home.openVault()
      expect(vault.passkeys.list()).toHaveLength(2)
      expect(vault.state).toMatchObject({ readOnly: null, warning: null })
      await vault.close()
    }
  })

  it('leaves no half of one, and is made later', async () => {
    const home = homeWithBackups()
    const full = fullDisk(300)
    home.files.fault = (call) => (call.path.includes('/backups/') ? full(call) : undefined)
    const vault = await home.openVault()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await expect.poll(() => home.backupFailures.length).toBe(1)
    expect((await vault.rescue.check()).backups).toEqual([])
    expect((await vault.rescue.check()).backupProblem).toContain('could not be backed up')
    home.files.fault = () => undefined
    home.clock.advance(60 * 60 * 1000)
    await vault.close()
    expect(await backupsOf(home)).toHaveLength(1)
  })

  it('leaves room on the disk for the vault itself', async () => {
    const home = homeWithBackups()
    home.freeBytes = 64 * 1024 * 1024
    await session(home)
    expect(home.backupFailures).toEqual([expect.stringContaining('too little room')])
    expect(await backupsOf(home)).toEqual([])
  })

  it('is not made if another program replaced the file during the copy', async () => {
    const home = homeWithBackups()
    const vault = await home.openVault()
    await home.write(Buffer.alloc(5000))
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY).catch(() => undefined)
    await vault.close()
    expect(await home.names()).toEqual(['vault.pkv'])
    expect((await home.vault().rescue.check()).backups).toEqual([])
  })
})

describe('backups from before a repair or restore', () => {
  /** A vault with a backup of its two passkeys, of whose file the end is gone. */
  async function cutHome(): Promise<{ home: VaultHome; whole: string }> {
    const home = homeWithBackups()
    await session(home)
    const end = (await home.read()).length
    await session(home)
    const whole = (await backupsOf(home)).find(({ passkeys }) => passkeys === 2)?.name ?? ''
    await home.write((await home.read()).subarray(0, end))
    return { home, whole }
  }

  it('stay, because only they hold what the vault lacks', async () => {
    const { home, whole } = await cutHome()
    const repairing = home.vault()
    await repairing.rescue.repair()
    await repairing.close()
    for (let opening = 1; opening <= 3; opening++) await session(home)

    expect(await backupsOf(home)).toContainEqual({ name: whole, passkeys: 2 })
    const restoring = await home.openVault()
    await restoring.rescue.restore(whole)
    expect(restoring.passkeys.list()).toHaveLength(2)
    await restoring.close()
    for (let opening = 1; opening <= 3; opening++) await session(home)
    expect(await backupsOf(home)).toContainEqual({ name: whole, passkeys: 2 })
  })
})
