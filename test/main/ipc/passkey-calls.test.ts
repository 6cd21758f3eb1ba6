import { describe, expect, it } from 'vitest'
import { encodeCbor } from '../../../src/main/webauthn/encoding/cbor'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { passkeyCalls } from '../../../src/main/ipc/passkey-calls'
import { passkey } from '../../support/passkeys'
import type { PortsOptions } from '../../support/ports-options'
import { lockedVault, windowPorts } from '../../support/window-ports'

function built(options: PortsOptions = {}) {
  const { ports, asked } = windowPorts(options)
  return { asked, calls: passkeyCalls(ports.passkeys) }
}

describe('the facts of a passkey', () => {
  const spki = Uint8Array.of(0x30)
  const coseKey = encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(32).fill(1)],
      [-3, new Uint8Array(32).fill(2)],
    ]),
  )
  const aaguid = Uint8Array.from(Buffer.from('ea9b8d664d011d213ce4b6b48cb575d4', 'hex'))

  it('have its public key in both forms, its attestation, and its transports', async () => {
    const attestation = { format: 'packed', aaguid }
    const { calls } = built({
      passkeys: [passkey({ attestation })],
      publicKeyOf: () => ({ coseKey, spki }),
    })

    const facts = await calls.passkeyFacts('AQID')

    expect(facts).toMatchObject({
      publicKey: { cose: encodeBase64Url(coseKey), spki: 'MA' },
      transports: ['internal'],
      attestation: {
        format: 'packed',
        aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
        provider: 'Google Password Manager',
      },
    })
    expect(facts.publicKey?.parameters).toMatchObject([
      { label: 1, name: 'kty', value: 'EC2 (2)', bytes: null },
      { label: 3, name: 'alg', value: 'ES256 (-7)', bytes: null },
      { label: -1, name: 'crv', value: 'P-256 (1)', bytes: null },
      { label: -2, name: 'x', bytes: encodeBase64Url(new Uint8Array(32).fill(1)) },
      { label: -3, name: 'y', bytes: encodeBase64Url(new Uint8Array(32).fill(2)) },
    ])
  })

  it('say what is not known of an imported passkey with a damaged key', async () => {
    const { calls } = built({ passkeys: [passkey()] })
    await expect(calls.passkeyFacts('AQID')).resolves.toEqual({
      publicKey: null,
      transports: ['internal'],
      attestation: null,
    })
  })

  it('name no provider of an unknown AAGUID', async () => {
    const attestation = { format: 'none', aaguid: new Uint8Array(16).fill(7) }
    const { calls } = built({ passkeys: [passkey({ attestation })] })
    await expect(calls.passkeyFacts('AQID')).resolves.toMatchObject({
      attestation: { provider: null },
    })
  })

  it('of a passkey that is gone are refused', async () => {
    await expect(built().calls.passkeyFacts('AQID')).rejects.toThrow('not in the vault')
  })
})

describe('passkeys', () => {
  it('are shown without their keys', async () => {
    const { calls } = built({ passkeys: [passkey()] })
    await expect(calls.listPasskeys()).resolves.toMatchObject({
      passkeys: [{ id: 'AQID', userName: 'ada@example.org' }],
      next: null,
    })
  })

  it('of a locked vault are an empty list, not a failure', async () => {
    await expect(built({ vault: lockedVault }).calls.listPasskeys()).resolves.toEqual({
      passkeys: [],
      next: null,
    })
  })

  const id = Uint8Array.of(1, 2, 3)
  const other = Uint8Array.of(4, 5, 6)
  const names = { userName: 'ada', userDisplayName: 'Ada L.' }

  it('are renamed by their bytes', async () => {
    const { calls, asked } = built()
    await calls.renamePasskey('AQID', names)
    await calls.renamePasskey('AQID', names, { ...names, userName: 'ana' })
    expect(asked).toEqual([
      ['rename', id, names, undefined],
      ['rename', id, names, { ...names, userName: 'ana' }],
    ])
  })

  it('pass on what an undo expects', async () => {
    const { calls, asked } = built()
    await calls.restorePasskeys(['AQID'], 'left-by-user')
    await calls.showPasskeys(['AQID'], 'left-by-user')
    await calls.hidePasskeysAgain([
      { id: 'AQID', hidden: { at: 5, because: 'unknown', by: 'page' } },
    ])
    expect(asked).toEqual([
      ['restoreAll', [id], 'left-by-user'],
      ['showAll', [id], 'left-by-user'],
      ['hideAgain', [[id, { at: 5, because: 'unknown', by: 'page' }]]],
    ])
  })

  it.each([
    ['hidePasskeys', ['hideAll', [id, other], 'You hid it in Latchkey.']],
    ['deletePasskeys', ['trashAll', [id, other], 'deleted in the window']],
    ['restorePasskeys', ['restoreAll', [id, other], undefined]],
    ['showPasskeys', ['showAll', [id, other], undefined]],
  ] as const)('%s takes the bytes of all', async (method, expected) => {
    const { calls, asked } = built()
    await calls[method](['AQID', 'BAUG'])
    expect(asked).toEqual([expected])
  })

  it.each(['not base64url!', 'AQID==', 'A'])(
    '%s is not the id of a passkey, and has no effect',
    async (bad) => {
      const { calls, asked } = built()
      await expect(async () => calls.deletePasskeys(['AQID', bad])).rejects.toThrow(TypeError)
      expect(asked).toEqual([])
    },
  )
})
