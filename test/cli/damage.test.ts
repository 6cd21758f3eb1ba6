import { describe, expect, it } from 'vitest'
import { closedVault } from '../support/damaged-vault'
import { terminal } from '../support/terminal'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import type { Vault } from '../../src/main/vault/vault'

/** A vault of three passkeys whose file was damaged, or cut, before it was opened. */
async function openedAfter(damage: 'damaged' | 'cut'): Promise<Vault> {
  const { home, bytes, ends } = await closedVault(3)
  const [, first = 0, second = 0] = ends
  bytes[(first + second) >> 1]! ^= 1
  await home.write(damage === 'cut' ? bytes.subarray(0, second) : bytes)
  return home.openVault()
}

describe('a vault that is not as it should be', () => {
  it.each([
    ['damaged', /1 entry.*Nothing can be saved now/s, 2],
    ['cut', /missing/, 1],
  ] as const)('is told of when it is %s', async (damage, warning, left) => {
    const vault = await openedAfter(damage)
    const { run } = await terminal(undefined, vault)
    const listed = await run('passkeys', 'list')
    expect(listed).toMatchObject({ code: 5, err: expect.stringMatching(warning) })
    expect(listed.out.trim().split('\n')).toHaveLength(1 + left)

    const json = await run('passkeys', 'list', '--json')
    expect(json.code).toBe(5)
    const document = JSON.parse(json.out) as { result: unknown[] }
    expect(document).toMatchObject({ code: 5, warning: expect.stringMatching(warning) })
    expect(document.result).toHaveLength(left)
  })

  it('is told of when a passkey is not found, and when it is only read', async () => {
    const vault = await openedAfter('damaged')
    const { run } = await terminal(undefined, vault)

    expect(await run('passkeys', 'show', 'AAAAAAAAAA')).toMatchObject({
      code: 2,
      err: expect.stringContaining('damaged'),
    })
    const [{ credentialId }] = vault.passkeys.list() as [Passkey]
    const id = Buffer.from(credentialId).toString('base64url')
    expect(await run('passkeys', 'rename', id, '--user-name', 'x')).toMatchObject({ code: 1 })
    expect(await run('passkeys', 'show', id)).toMatchObject({ code: 5 })
  })
})
