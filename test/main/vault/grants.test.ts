import { describe, expect, it } from 'vitest'
import type { Grant } from '../../../src/main/bridge/ports'
import type { Grants } from '../../../src/main/vault/grants'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { Vault } from '../../../src/main/vault/vault'
import { FakeClock } from '../../support/fake-clock'
import { memoryHome, random } from '../../support/vault-home'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describe('a grant', () => {
  it('is found with its token, even after a restart', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const kept = grant({ createdAt: home.clock.now(), expiresAt: home.clock.now() + HOUR })
    await vault.grants.add(kept)
    expect(found(vault.grants, kept.id)).toEqual(kept)
    await vault.close()

    const { grants } = await home.openVault()

    expect(found(grants, kept.id)).toEqual(kept)
    expect(grants.find('unknown')).toBeUndefined()
  })

  it.each([HOUR, null])('is described without its token, until it is revoked', async (hours) => {
    const { grants, clock } = await testGrants()
    const expiresAt = hours && clock.now() + hours
    const { token, ...described } = grant({ createdAt: clock.now(), expiresAt })
    await grants.add({ ...described, token })

    expect(grants.describe('grant')).toEqual(described)
    await grants.removeByOrigin(described.origin)
    expect(grants.describe('grant')).toBeUndefined()
  })

  it.each([HOUR, null])(
    'that is removed is not found again, even after a restart',
    async (hours) => {
      const home = memoryHome()
      const vault = await home.openVault()
      const expiresAt = hours && home.clock.now() + hours
      const removed = grant({ createdAt: home.clock.now(), expiresAt })
      const other = { ...removed, id: 'other' }
      for (const one of [removed, other]) await vault.grants.add(one)

      await vault.grants.remove(removed.id)

      expect(vault.grants.list().map(({ id }) => id)).toEqual(['other'])
      expect(vault.grants.find(removed.id)).toBeUndefined()
      await vault.close()
      expect((await home.openVault()).grants.find(removed.id)).toBeUndefined()
    },
  )

  it('is not written to the disk when it ends with the app', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    home.files.reset()
    const session = grant({ expiresAt: null })

    await vault.grants.add(session)

    expect(home.files.calls).toEqual([])
    expect(found(vault.grants, session.id)).toEqual(session)
    await vault.close()
    expect((await home.openVault()).grants.find(session.id)).toBeUndefined()
  })

  it('survives reopening the vault when it ends with the app', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const session = grant({ expiresAt: null })
    await vault.grants.add(session)
    home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)
    await vault.grants.block('https://b.test', 1).catch(() => {})
    home.files.reset()

    await vault.retry()

    expect(vault.state).toMatchObject({ readOnly: null })
    expect(found(vault.grants, session.id)).toEqual(session)
  })

  it('leaves the token of an earlier find() intact when it ends', async () => {
    const { grants } = await testGrants()
    const session = grant({ expiresAt: null })
    await grants.add(session)
    const before = grants.find(session.id)

    await grants.removeByOrigin(session.origin)

    expect(before?.token).toEqual(session.token)
  })

  it('is not found once it has expired, even when the clock is set back', async () => {
    const { grants, clock } = await testGrants()
    const kept = grant({ createdAt: clock.now(), expiresAt: clock.now() + HOUR })
    await grants.add(kept)

    clock.advance(HOUR)
    expect(grants.find(kept.id)).toBeUndefined()
    clock.jump(-HOUR)
    expect(grants.find(kept.id)).toBeUndefined()
    expect(grants.list()).toEqual([])
  })

  it('is not found when a wrong clock created it in the future', async () => {
    const { grants, clock } = await testGrants()
    const createdAt = clock.now() + HOUR
    await grants.add(grant({ createdAt, expiresAt: createdAt + HOUR }))

    expect(grants.find('grant')).toBeUndefined()
  })

  it('is refused, and kept, while a wrong clock says that it has expired', async () => {
    const home = memoryHome()
    const { clock } = home
    const vault = await home.openVault()
    const kept = grant({ createdAt: clock.now(), expiresAt: clock.now() + HOUR })
    await vault.grants.add(kept)
    await vault.close()

    for (const wrong of [365 * DAY, -365 * DAY, 366 * DAY]) {
      clock.jump(wrong)
      const wrongly = await home.openVault()
      expect(wrongly.grants.find(kept.id)).toBeUndefined()
      expect(wrongly.grants.describe(kept.id)).toBeUndefined()
      await wrongly.close()
      clock.jump(-wrong)

      const rightly = await home.openVault()
      expect(found(rightly.grants, kept.id)).toEqual(kept)
      await rightly.close()
    }
  })

  it('is deleted when it has been expired for eight days', async () => {
    const home = memoryHome()
    const { clock } = home
    const vault = await home.openVault()
    const expiresAt = clock.now() + HOUR
    await vault.grants.add(grant({ createdAt: clock.now(), expiresAt }))
    await vault.close()

    expect(await isFoundAfter(8 * DAY)).toBe(true)
    expect(await isFoundAfter(8 * DAY + 2 * HOUR)).toBe(false)

    async function isFoundAfter(ms: number): Promise<boolean> {
      const running = await home.openVault()
      clock.advance(ms)
      await running.close()
      clock.jump(-ms)
      const earlier = await home.openVault()
      const isFound = earlier.grants.find('grant') !== undefined
      await earlier.close()
      return isFound
    }
  })

  it('records its last use', async () => {
    const { grants, clock } = await testGrants()
    await grants.add(grant({ createdAt: clock.now(), expiresAt: clock.now() + HOUR }))
    await grants.add(grant({ id: 'session', expiresAt: null }))

    for (const id of ['grant', 'session', 'unknown']) grants.touch(id, 77)

    expect(grants.list().map(({ id, lastUsedAt }) => [id, lastUsedAt])).toEqual([
      ['session', 77],
      ['grant', 77],
    ])
  })

  it('is listed without its token', async () => {
    const { grants, clock } = await testGrants()
    await grants.add(grant({ createdAt: clock.now(), expiresAt: clock.now() + HOUR }))
    await grants.add(grant({ id: 'session', expiresAt: null }))

    for (const listed of grants.list()) expect(listed).not.toHaveProperty('token')
  })

  it('ends together with the other grants of its origin', async () => {
    const { grants, clock } = await testGrants()
    const expiresAt = clock.now() + HOUR
    await grants.add(grant({ createdAt: clock.now(), expiresAt }))
    await grants.add(grant({ id: 'session', expiresAt: null }))
    await grants.add(grant({ id: 'other', origin: 'https://b.test', expiresAt: null }))
    let heard = 0
    grants.onChange(() => heard++)

    await grants.removeByOrigin('https://example.org')

    expect(grants.list().map(({ id }) => id)).toEqual(['other'])
    expect(heard).toBeGreaterThan(0)
  })

  it.each([
    ['for the session', null],
    ['in the file', Date.UTC(2027, 0, 1)],
  ])('kept %s is not found as soon as it is revoked', async (_, expiresAt) => {
    const { grants, clock } = await testGrants()
    await grants.add(grant({ createdAt: clock.now(), expiresAt }))

    const revoking = grants.removeByOrigin('https://example.org')

    expect(grants.find('grant')).toBeUndefined()
    expect(grants.list()).toEqual([])
    await revoking
  })

  it.each([
    ['for the session', null],
    ['in the file', Date.UTC(2027, 0, 1)],
  ])('kept %s stays revoked when the disk is full, and the revocation rejects', async (_, ends) => {
    const home = memoryHome()
    const vault = await home.openVault()
    await vault.grants.add(grant({ createdAt: home.clock.now(), expiresAt: ends }))
    await vault.grants.add(grant({ id: 'kept', createdAt: home.clock.now() }))
    home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)

    await expect(vault.grants.removeByOrigin('https://example.org')).rejects.toThrow('full')
    expect(vault.grants.find('grant')).toBeUndefined()
    await vault.retry()

    expect(vault.grants.find('grant')).toBeUndefined()
    expect(vault.grants.list()).toEqual([])
  })

  it.each([
    ['with the next write', async () => {}],
    ['when the vault reopens', (vault: Vault) => vault.retry()],
  ])('is removed from the file %s after its removal failed', async (_, step) => {
    const home = memoryHome()
    const vault = await home.openVault()
    await vault.grants.add(grant({ createdAt: home.clock.now() }))
    home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)
    await vault.grants.removeByOrigin('https://example.org').catch(() => {})
    home.files.reset()

    await step(vault)
    await vault.grants.block('https://b.test', 1)
    await vault.close()

    expect((await home.openVault()).grants.find('grant')).toBeUndefined()
  })

  it('is revoked even while it is being added', async () => {
    const { grants, clock } = await testGrants()

    const adding = grants.add(grant({ createdAt: clock.now() }))
    await Promise.all([adding, grants.removeByOrigin('https://example.org')])

    expect(grants.find('grant')).toBeUndefined()
  })

  it('can be neither read nor added while the vault is locked', async () => {
    const { grants } = memoryVault(new FakeClock(), random)
    const locked = { name: 'VaultLockedError' }

    expect(() => grants.find('grant')).toThrow(expect.objectContaining(locked))
    expect(() => grants.describe('grant')).toThrow(expect.objectContaining(locked))
    expect(() => grants.isBlocked('https://b.test')).toThrow(expect.objectContaining(locked))
    expect(() => grants.touch('grant', 1)).toThrow(expect.objectContaining(locked))
    await expect(grants.add(grant())).rejects.toMatchObject(locked)
    await expect(grants.add(grant({ expiresAt: null }))).rejects.toMatchObject(locked)
  })
})

describe('a blocked origin', () => {
  it('stays blocked after a restart, until it is unblocked', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    await vault.grants.block('https://b.test', 5)
    await vault.close()

    const { grants } = await home.openVault()

    expect(grants.isBlocked('https://b.test')).toBe(true)
    expect(grants.isBlocked('https://b.test:8080')).toBe(false)
    expect(grants.blocked()).toEqual([{ origin: 'https://b.test', at: 5 }])
    await grants.unblock('https://b.test')
    expect(grants.isBlocked('https://b.test')).toBe(false)
  })
})

function grant(fields: Partial<Grant> = {}): Grant {
  return {
    id: 'grant',
    origin: 'https://example.org',
    name: 'Example',
    token: new Uint8Array(32).fill(7),
    createdAt: 1,
    expiresAt: Date.UTC(2027, 0, 1),
    lastUsedAt: null,
    ...fields,
  }
}

/** The found grant, with its token as plain bytes for comparison. */
function found(grants: Grants, id: string): Grant | undefined {
  const grant = grants.find(id)
  return grant && { ...grant, token: Uint8Array.from(grant.token) }
}

async function testGrants() {
  const clock = new FakeClock()
  const vault = memoryVault(clock, random)
  await vault.open()
  return { grants: vault.grants, clock }
}
