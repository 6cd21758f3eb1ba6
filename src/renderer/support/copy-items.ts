import type { PasskeySummary } from '../../shared/passkey'
import type { MenuItem } from './menu-item'
import { userHandleText } from './user-handle-text'

export type CopyText = (text: string, what: string) => void

/** The items of a context menu that copy a value of a passkey. */
export function copyItems(passkey: PasskeySummary, copy: CopyText): MenuItem[] {
  const text = userHandleText(passkey.userHandle)
  return [
    {
      label: 'Copy user name',
      separated: true,
      disabled: passkey.userName === '',
      run: () => copy(passkey.userName, 'user name'),
    },
    { label: 'Copy credential id', run: () => copy(passkey.id, 'credential id') },
    {
      label: 'Copy user handle',
      disabled: passkey.userHandle === '',
      run: () => copy(passkey.userHandle, 'user handle'),
    },
    ...(text === undefined
      ? []
      : [{ label: 'Copy user handle as text', run: () => copy(text, 'user handle') }]),
    { label: 'Copy RP ID', run: () => copy(passkey.rpId, 'RP ID') },
  ]
}
