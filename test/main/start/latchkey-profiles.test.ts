import { describe, expect, it } from 'vitest'
import { ProfileByOrigin } from '../../../src/main/start/profile-by-origin'
import { PlatformAuthenticator } from '../../../src/main/start/platform-authenticator'
import { LoadedProfiles } from '../../../src/main/webauthn/providers/loaded-profiles'
import { PLATFORM_AUTHENTICATOR } from '../../../src/main/webauthn/authenticator/description'
import { ownProfile } from '../../support/own-profile'
import { memoryHome } from '../../support/vault-home'
import { webauthnPorts } from '../../support/webauthn-ports'

const ORIGIN = 'https://example.org'
const log = { info: () => undefined }
const profiles = new LoadedProfiles()

describe('the provider that a page meets', () => {
  it('is its own, or that of all pages, and outlives a restart', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const pages = new ProfileByOrigin({
      vault,
      profiles,
      common: () => 'gpm-linux',
      log,
    })
    expect(pages.of(ORIGIN)).toBe('gpm-linux')

    await pages.set(ORIGIN, 'bitwarden')
    expect([pages.of(ORIGIN), pages.of('https://other.test')]).toEqual(['bitwarden', 'gpm-linux'])
    await vault.close()
    expect(pages.of(ORIGIN)).toBe('gpm-linux')

    const again = await home.openVault()
    expect(again.pageProfiles.own(ORIGIN)).toBe('bitwarden')
  })

  it('is that of all pages once its own is no longer loaded, and a page gets no unknown one', async () => {
    const vault = await memoryHome().openVault()
    const some = new LoadedProfiles()
    some.load(ownProfile())
    const pages = new ProfileByOrigin({ vault, profiles: some, common: () => 'acme', log })
    await pages.set(ORIGIN, 'acme')
    expect([pages.own(ORIGIN), pages.of('https://other.test')]).toEqual(['acme', 'acme'])

    some.remove('acme')

    expect([pages.own(ORIGIN), pages.of(ORIGIN)]).toEqual([null, 'latchkey'])
    expect(pages.originsOf('acme')).toEqual([ORIGIN])
    await expect(pages.set(ORIGIN, 'acme')).rejects.toThrow('there is no such profile')
    await pages.set(ORIGIN, null)
    expect(pages.originsOf('acme')).toEqual([])
  })

  it('decides which authenticator answers the page, and changes while pages wait', async () => {
    const vault = await memoryHome().openVault()
    const pages = new ProfileByOrigin({ vault, profiles, common: () => 'latchkey', log })
    const { store, ports } = webauthnPorts()
    const { signingKeys, authority, isUserConsenting } = ports
    const platform = new PlatformAuthenticator(
      { id: null, store, signingKeys, authority, isUserConsenting },
      (origin) =>
        profiles.describe(origin === null ? 'latchkey' : pages.of(origin), PLATFORM_AUTHENTICATOR),
    )
    pages.onChange(() => platform.changed())
    let changes = 0
    const page = platform.forPage(ORIGIN)
    page.onChange(() => changes++)

    await pages.set(ORIGIN, 'keepassxc-2.7.12')

    expect(changes).toBe(1)
    const [access] = page.list()
    expect(access?.authenticator.profile).toBe('keepassxc-2.7.12')
    expect(page.list()[0]).toBe(access)
    expect(platform.description.profile).toBe('latchkey')
  })
})
