/**
 * The profiles with prf, and when they have it, and the profiles that make passkeys without asking. docs/providers.md has
 * the sources.
 */
import { expect, it } from 'vitest'
import { profileDescription } from '../../../../src/main/webauthn/providers/provider-profiles'
import { profileIds, type ProfileId } from '../../../../src/shared/provider-profile'
import { ProviderCeremonies } from '../../../support/provider-ceremonies'
import { base64url } from '../../../support/webauthn-options'

const prf = { eval: { first: base64url('a salt') } }
const ALGORITHMS = [-7, -257].map((alg) => ({ type: 'public-key', alg }))

type When = 'at registration' | 'at authentication' | 'without being asked for'

interface Row {
  readonly prf: readonly When[]
  readonly conditionalCreate: boolean
}

const BOTH: readonly When[] = ['at registration', 'at authentication']

const row = (prfWhen: readonly When[], conditionalCreate: boolean): Row => ({
  prf: prfWhen,
  conditionalCreate,
})

/** If a value is unknown, Latchkey's own value applies. */
const ROWS: Readonly<Record<ProfileId, Row>> = {
  latchkey: row(BOTH, true),
  'gpm-desktop': row([...BOTH, 'without being asked for'], true),
  'gpm-linux': row([...BOTH, 'without being asked for'], true),
  'icloud-iphone': row(BOTH, true),
  'icloud-mac-lid-closed': row(BOTH, true),
  'icloud-2022': row([], false),
  'windows-hello-2026': row(BOTH, true),
  'windows-hello-2022': row([], true),
  'chrome-macos-profile': row([], true),
  bitwarden: row([], false),
  dashlane: row([], false),
  'proton-pass': row(BOTH, true),
  'keepassxc-2.7.12': row([], false),
  'keepassxc-2.7.11': row([], false),
  aliasvault: row(BOTH, true),
  'samsung-pass-2025': row(BOTH, true),
  'android-device-bound': row(BOTH, true),
  'yubikey-5': row(['at authentication'], false),
  'yubikey-4': row([], false),
  'chromium-virtual': row(BOTH, true),
  'firefox-test-token': row(['at authentication'], false),
}

async function prfOf(id: ProfileId): Promise<When[]> {
  const page = new ProviderCeremonies(profileDescription(id))
  const authenticatorSelection = { residentKey: 'preferred' }
  const fields = { pubKeyCredParams: ALGORITHMS, authenticatorSelection }
  const made = await page.create({ ...fields, extensions: { prf } })
  const used = async (credential: string) => {
    const allowCredentials = [{ type: 'public-key', id: credential }]
    const { response } = await page.get({ allowCredentials, extensions: { prf } })
    return response.clientExtensionResults.prf?.results !== undefined
  }
  const results: [boolean, When][] = [
    [made.response.clientExtensionResults.prf?.results !== undefined, 'at registration'],
    [await used(made.response.id), 'at authentication'],
  ]
  const unasked = await page.create({
    ...fields,
    user: { id: base64url('b'), name: 'b', displayName: 'b' },
  })
  results.push([await used(unasked.response.id), 'without being asked for'])
  return results.flatMap(([has, when]) => (has ? when : []))
}

async function upgrades(id: ProfileId): Promise<boolean> {
  const page = new ProviderCeremonies(profileDescription(id), { signedInLately: true })
  return page.create({ pubKeyCredParams: ALGORITHMS }, { mediation: 'conditional' }).then(
    () => true,
    () => false,
  )
}

it.each(profileIds)('%s', async (id) => {
  expect({ prf: await prfOf(id), conditionalCreate: await upgrades(id) }).toEqual(ROWS[id])
})
