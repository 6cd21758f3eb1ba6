import { computed } from 'vue'
import { count } from '../../shared/vault-words'
import { views, viewTitles, type View } from '../../shared/view'
import { shortAccountName } from '../support/account-name'
import type { PaletteGroup, PaletteItem } from '../support/palette-items'
import { shortcutText } from '../support/shortcut-keys'
import type { OpenVault } from './use-open-vault'

/** All items of the palette: the views, the actions, and the contents of the vault. */
export function usePaletteItems(
  { passkeys, pages, pageLinks, openPasskey }: PaletteVault,
  showView: (view: View) => void,
  actions: () => readonly PaletteItem[],
) {
  const viewItems = views.map((view) => ({
    id: `view ${view}`,
    label: viewTitles[view],
    shortcut: shortcutText(`view-${view}`),
    run: () => showView(view),
  }))
  const passkeyItems = computed(() =>
    passkeys.value.map((passkey) => ({
      id: `passkey ${passkey.id}`,
      label: shortAccountName(passkey),
      detail: [passkey.userDisplayName === '' ? '' : passkey.userName, passkey.rpId]
        .filter((text) => text !== '')
        .join(' · '),
      run: () => openPasskey(passkey.id),
    })),
  )
  const siteItems = computed(() => {
    const perSite = new Map<string, number>()
    for (const { rpId } of passkeys.value) perSite.set(rpId, (perSite.get(rpId) ?? 0) + 1)
    return [...perSite].map(([rpId, held]) => ({
      id: `site ${rpId}`,
      label: rpId,
      detail: count(held, 'passkey', 'passkeys'),
      run: () => pageLinks.showSite(rpId),
    }))
  })
  const pageItems = computed(() =>
    pages.value.map(({ origin }) => ({
      id: `page ${origin}`,
      label: origin,
      run: () => pageLinks.openPage(origin),
    })),
  )
  return computed<readonly PaletteGroup[]>(() => [
    { title: 'Views', items: viewItems },
    { title: 'Actions', items: actions() },
    { title: 'Sites', items: siteItems.value },
    { title: 'Passkeys', items: passkeyItems.value },
    { title: 'Pages', items: pageItems.value },
  ])
}

interface PaletteVault {
  readonly passkeys: OpenVault['passkeys']['passkeys']
  readonly pages: OpenVault['pages']['paired']
  readonly pageLinks: OpenVault['pageLinks']
  readonly openPasskey: (id: string) => void
}
