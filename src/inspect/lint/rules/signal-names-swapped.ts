import type { PageHistory, PastCall } from '../page-history'
import type { ReadSignal } from '../read-call'
import { onSignal } from '../rule'
import { shown } from '../shown'

export const signalNamesSwapped = onSignal(
  {
    id: 'signal-names-swapped',
    severity: 'warning',
    title: 'The display name is sent as the user name.',
    section: 'WebAuthn §5.1.10.4',
    why: 'The passkey loses the name that the user signs in with. Users with two accounts cannot tell them apart.',
    instead: 'Send `name` as in `user.name`, and `displayName` as in `user.displayName`.',
  },
  (call, history) => {
    const { name = '' } = call
    const known = namesOf(call, history)
    return known && name !== '' && name === known.displayName && name !== known.name
      ? [{ path: 'name', value: `${shown(name)}; the user name was ${shown(known.name)}` }]
      : []
  },
  ['currentUserDetails'],
)

/** The names that the page last gave the user. */
function namesOf({ rpId = '', userId = '' }: ReadSignal, { earlier, passkeys }: PageHistory) {
  const given = earlier.findLast(
    (past) => past.kind !== 'get' && past.rpId === rpId && past.userId === userId && hasNames(past),
  )
  if (given && given.kind !== 'get')
    return {
      name: given.kind === 'create' ? given.userName : given.name,
      displayName: given.displayName,
    }
  const kept = passkeys.ofUser(rpId, userId)[0]
  return kept && { name: kept.userName, displayName: kept.userDisplayName }
}

function hasNames(past: PastCall): boolean {
  return past.kind === 'create' || (past.kind === 'signal' && past.signal === 'currentUserDetails')
}
