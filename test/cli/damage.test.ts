import { describe, expect, it } from 'vitest'
import { closedVault } from '../support/damaged-vault'
import { ADA, terminal } from '../support/terminal'
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

it('an export that was cut off anywhere imports nothing, and the whole one imports all', async () => {
  const { run, files } = await terminal()
  const ids = ['CCCC', 'DDDD']
  const exported = JSON.stringify(ids.map((id) => ({ ...ADA, credentialId: id, userHandle: id })))
  const before = (await run('passkeys', 'list')).out
  for (let length = 0; length < exported.length; length += 3) {
    files.set('export.json', exported.slice(0, length))
    expect((await run('passkeys', 'import', 'export.json')).code).toBe(1)
  }
  expect((await run('passkeys', 'list')).out).toBe(before)

  files.set('export.json', exported)
  expect((await run('passkeys', 'import', 'export.json')).code).toBe(0)
  expect((await run('passkeys', 'list', '--json')).out).toContain('DDDD')
})

describe('a vault that is not as it should be', () => {
  it('is reported if an end is unfinished, but every saved passkey is listed', async () => {
    const { home, bytes } = await closedVault(3)
    await home.write(Buffer.concat([bytes, Buffer.alloc(300, 7)]))
    const { run } = await terminal(undefined, await home.openVault())

    const listed = await run('passkeys', 'list')
    const json = await run('passkeys', 'list', '--json')

    expect(listed).toMatchObject({ code: 0, err: expect.stringContaining('could not be read') })
    expect([json.code, JSON.parse(json.out)]).toMatchObject([0, { code: 0, result: { length: 3 } }])
  })

  it.each([
    ['damaged', /Nothing can be saved now\. .*1 entry/, 2],
    ['cut', /missing/, 1],
  ] as const)('is reported when it is %s', async (damage, warning, left) => {
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

  it('is reported when a passkey is not found, and when the vault is only read', async () => {
    const vault = await openedAfter('damaged')
    const { run } = await terminal(undefined, vault)

    expect(await run('passkeys', 'show', 'AAAAAAAAAA')).toMatchObject({
      code: 2,
      err: expect.stringContaining('damaged'),
    })
    const [{ credentialId }] = vault.passkeys.list() as [Passkey]
    const id = Buffer.from(credentialId).toString('base64url')
    expect(await run('passkeys', 'rename', id, '--user-name', 'x')).toMatchObject({
      code: 5,
      err: expect.stringContaining(
        'is damaged. Nothing was changed. To save changes again: latchkey vault repair',
      ),
    })
    expect(await run('passkeys', 'show', id)).toMatchObject({ code: 5 })
  })
})
