/** The context menu of one or several passkeys. */
import type { PasskeySummary } from '../../shared/passkey'
import { copyItems, type CopyText } from './copy-items'
import type { MenuItem } from './menu-item'
import type { PasskeyAction } from './passkey-keys'
import { shortcutText } from './shortcut-keys'

export interface PasskeyMenuActions {
  readonly act: (action: PasskeyAction) => void
  readonly copy: CopyText
}

export function passkeyMenu(
  passkeys: readonly PasskeySummary[],
  actions: PasskeyMenuActions,
): MenuItem[] {
  const [first] = passkeys
  if (first === undefined) return []
  return passkeys.length === 1 ? oneMenu(first, actions) : manyMenu(passkeys, actions)
}

function oneMenu(passkey: PasskeySummary, { act, copy }: PasskeyMenuActions): MenuItem[] {
  return [
    { label: 'Open', keys: shortcutText('open'), run: () => act('open') },
    { label: 'Rename…', keys: shortcutText('rename'), run: () => act('rename') },
    hideItem([passkey], act),
    {
      label: 'What would a signal do?',
      keys: shortcutText('trySignal'),
      run: () => act('trySignal'),
    },
    { label: 'Show in Activity', run: () => act('showEntries') },
    ...copyItems(passkey, copy),
    ...lastItems(act),
  ]
}

function manyMenu(
  passkeys: readonly PasskeySummary[],
  { act, copy }: PasskeyMenuActions,
): MenuItem[] {
  const lines = (pick: (passkey: PasskeySummary) => string) => passkeys.map(pick).join('\n')
  return [
    hideItem(passkeys, act),
    {
      label: 'Copy user names',
      separated: true,
      run: () =>
        copy(
          lines(({ userName }) => userName),
          'user names',
        ),
    },
    {
      label: 'Copy credential ids',
      run: () =>
        copy(
          lines(({ id }) => id),
          'credential ids',
        ),
    },
    ...lastItems(act),
  ]
}

function hideItem(passkeys: readonly PasskeySummary[], act: PasskeyMenuActions['act']): MenuItem {
  const label = passkeys.every(({ hidden }) => hidden !== null) ? 'Show again' : 'Hide'
  return { label, keys: shortcutText('hideOrShow'), run: () => act('hideOrShow') }
}

function lastItems(act: PasskeyMenuActions['act']): MenuItem[] {
  return [
    {
      label: 'Export with private key…',
      keys: shortcutText('exportKeys'),
      separated: true,
      run: () => act('export'),
    },
    { label: 'Delete', keys: shortcutText('delete'), tone: 'danger', run: () => act('delete') },
  ]
}
