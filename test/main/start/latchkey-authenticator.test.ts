/** The window's settings for Latchkey's own authenticator and client, changed while pages are connected. */
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { expect, it, onTestFinished } from 'vitest'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import type { AuthenticatorSettings } from '../../../src/shared/authenticator-settings'
import { decodeBase64Url, encodeBase64Url } from '../../../src/shared/base64url'
import { ORIGIN } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'
import { grantForHours } from '../../support/grants'
import { startLatchkey } from '../../support/latchkey'
import { servingNothing } from '../../support/related-origins'
import { startSignalling } from '../../support/signalling-page'

const creation = (user: number, fields: object = {}) => ({
  rp: { name: 'Example' },
  user: { id: encodeBase64Url(Uint8Array.of(user)), name: 'bob', displayName: 'Bob' },
  challenge: 'AQID',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  ...fields,
})

async function start() {
  const settings: AuthenticatorSettings = {
    profile: 'latchkey',
    packedAttestation: 'self',
    enterpriseRpIds: [],
    transports: 'honoured',
    immediateGet: 'unsupported',
  }
  let chosen = settings
  const { latchkey, port } = await startLatchkey(servingNothing, {
    authenticator: () => {
      const { packedAttestation, enterpriseRpIds } = chosen
      return { ...PLATFORM_AUTHENTICATOR, packedAttestation, enterpriseRpIds }
    },
  })
  onTestFinished(() => latchkey.close())
  const grant = grantForHours(Date.now(), { origin: ORIGIN })
  await latchkey.vault.grants.add(grant)
  const page = await BridgePage.ready({ port, origin: ORIGIN }, grant)
  let id = 0
  return {
    latchkey,
    choose: (fields: Partial<AuthenticatorSettings>) => {
      chosen = { ...chosen, ...fields }
      latchkey.authenticator.changed()
    },
    /** The format and the number of certificates of a new passkey's attestation. */
    attested: async (attestation: string) => {
      latchkey.script.answerNext(() => ({ given: true }))
      const options = creation(++id, { attestation })
      const answer = await page.ask({ t: 'create', id, options })
      if (
        answer.t !== 'result' ||
        !answer.credential ||
        !('attestationObject' in answer.credential.response)
      )
        throw new Error(JSON.stringify(answer))
      const bytes = new Uint8Array(decodeBase64Url(answer.credential.response.attestationObject))
      const decoded = decodeAttestationObject(bytes)
      return [decoded.get('fmt'), decoded.get('attStmt').get('x5c')?.length ?? 0]
    },
  }
}

it('attests as the settings say, from the next request of a connected page on', async () => {
  const { attested, choose } = await start()
  expect(await attested('direct')).toEqual(['packed', 0])

  choose({ packedAttestation: 'x5c' })
  expect(await attested('direct')).toEqual(['packed', 1])
  expect(await attested('none')).toEqual(['none', 0])

  choose({ packedAttestation: 'self' })
  expect(await attested('enterprise')).toEqual(['packed', 0])
  choose({ enterpriseRpIds: ['localhost'] })
  expect(await attested('enterprise')).toEqual(['packed', 1])
  expect(await attested('direct')).toEqual(['packed', 0])
})

it('states in its metadata what it attests now', async () => {
  const { latchkey, choose } = await start()
  const enterprise = async () => {
    const { text } = await latchkey.attestationFiles.make('statement')
    return (JSON.parse(text) as { authenticatorGetInfo?: { options?: { ep?: boolean } } })
      .authenticatorGetInfo?.options?.ep
  }
  expect(await enterprise()).toBeUndefined()

  choose({ enterpriseRpIds: ['localhost'] })

  expect(await enterprise()).toBe(true)
})

it('lets one automatic upgrade through after the user said that they signed in, and for five minutes', async () => {
  const world = await startSignalling()
  const { page } = await world.page()
  const window = world.window()
  let id = 0
  const upgrade = async () => {
    id++
    const options = creation(id)
    const { t } = await page.ask({ t: 'create', id, options, mediation: 'conditional' })
    return t
  }
  const until = async () => (await window.listPages())[0]?.upgradeUntil
  expect(await upgrade()).toBe('error')

  await window.setJustSignedIn(ORIGIN, true)
  expect(await until()).toBe(world.home.clock.now() - 100 + 300_000)
  expect([await upgrade(), await until(), await upgrade()]).toEqual(['result', null, 'error'])

  await window.setJustSignedIn(ORIGIN, true)
  await window.setJustSignedIn(ORIGIN, false)
  expect(await upgrade()).toBe('error')

  await window.setJustSignedIn(ORIGIN, true)
  world.home.clock.jump(300_001)
  expect([await until(), await upgrade()]).toEqual([null, 'error'])
})
