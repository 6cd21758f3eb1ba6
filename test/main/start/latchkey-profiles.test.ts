import { describe, expect, it } from 'vitest'
import { ProfileByOrigin } from '../../../src/main/start/profile-by-origin'
import { PlatformAuthenticator } from '../../../src/main/start/platform-authenticator'
import { profileDescription } from '../../../src/main/webauthn/providers/provider-profiles'
import { memoryHome } from '../../support/vault-home'
import { webauthnPorts } from '../../support/webauthn-ports'

const ORIGIN = 'https://example.org'
const log = { info: () => undefined }

describe('the provider that a page meets', () => {
  it('is its own, or that of all pages, and outlives a restart', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const profiles = new ProfileByOrigin({ vault, common: () => 'gpm-linux', log })
    expect(profiles.of(ORIGIN)).toBe('gpm-linux')

    await profiles.set(ORIGIN, 'bitwarden')
    expect([profiles.of(ORIGIN), profiles.of('https://other.test')]).toEqual([
      'bitwarden',
      'gpm-linux',
    ])
    await vault.close()
    expect(profiles.of(ORIGIN)).toBe('gpm-linux')

    const again = await home.openVault()
    expect(again.pageProfiles.own(ORIGIN)).toBe('bitwarden')
  })

  it('decides which authenticator answers the page, and changes while pages wait', async () => {
    const vault = await memoryHome().openVault()
    const profiles = new ProfileByOrigin({ vault, common: () => 'latchkey', log })
    const { store, ports } = webauthnPorts()
    const { signingKeys, authority, isUserConsenting } = ports
    const platform = new PlatformAuthenticator(
      { id: null, store, signingKeys, authority, isUserConsenting },
      (origin) => profileDescription(origin === null ? 'latchkey' : profiles.of(origin)),
    )
    profiles.onChange(() => platform.changed())
    let changes = 0
    const page = platform.forPage(ORIGIN)
    page.onChange(() => changes++)

    await profiles.set(ORIGIN, 'keepassxc-2.7.12')

    expect(changes).toBe(1)
    const [access] = page.list()
    expect(access?.authenticator.profile).toBe('keepassxc-2.7.12')
    expect(page.list()[0]).toBe(access)
    expect(platform.description.profile).toBe('latchkey')
  })
})
