/** The context menu of one or several passkeys. */
import type { PasskeySummary } from '../../shared/passkey'
import { groupedNumber } from '../../shared/grouped-number'
import { copyItems, type CopyText } from './copy-items'
import { passkeysText } from './count-text'
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
      label: 'Preview a signal…',
      keys: shortcutText('trySignal'),
      run: () => act('trySignal'),
    },
    { label: 'Show in Activity', run: () => act('showEntries') },
    ...copyItems(passkey, copy),
    ...lastItems(1, act),
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
      label: `Copy ${groupedNumber(passkeys.length)} user names`,
      separated: true,
      run: () =>
        copy(
          lines(({ userName }) => userName),
          'user names',
        ),
    },
    {
      label: `Copy ${groupedNumber(passkeys.length)} credential ids`,
      run: () =>
        copy(
          lines(({ id }) => id),
          'credential ids',
        ),
    },
    ...lastItems(passkeys.length, act),
  ]
}

function hideItem(passkeys: readonly PasskeySummary[], act: PasskeyMenuActions['act']): MenuItem {
  const isShowing = passkeys.every(({ hidden }) => hidden !== null)
  const { length } = passkeys
  const what = length === 1 ? '' : ` ${passkeysText(length)}`
  const label = isShowing ? `Show${what} again` : `Hide${what}`
  return { label, keys: shortcutText('hideOrShow'), run: () => act('hideOrShow') }
}

function lastItems(count: number, act: PasskeyMenuActions['act']): MenuItem[] {
  return [
    {
      label:
        count === 1
          ? 'Export with private key…'
          : `Export ${groupedNumber(count)} with private keys…`,
      keys: shortcutText('exportKeys'),
      separated: true,
      run: () => act('export'),
    },
    {
      label: count === 1 ? 'Delete' : `Delete ${passkeysText(count)}`,
      keys: shortcutText('delete'),
      tone: 'danger',
      run: () => act('delete'),
    },
  ]
}
