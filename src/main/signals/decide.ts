/**
 * What a signal means for the passkeys kept here (WebAuthn §5.1.10.2–4): a pure function. Hiding stands in
 * for removing, as the specification prefers: a relying party's mistake must not cost a passkey.
 */
import { decodeBase64Url, encodeBase64Url } from '../../shared/base64url'
import type { PasskeyChange } from '../../shared/activity'
import { FOLLOWS_SITE, type Passkey } from '../webauthn/authenticator/ports'
import type { ReceivedSignal } from '../webauthn/client/ports'
import type { StoreChange } from './ports'

export interface Decision {
  readonly writes: readonly StoreChange[]
  /** The same for the record and the window. */
  readonly changes: readonly PasskeyChange[]
  /** One sentence: what happened, or why nothing did. */
  readonly reason: string
}

/** @param passkeys those of the signal's RP ID. @param now milliseconds since the Unix epoch. */
export function decide(
  passkeys: readonly Passkey[],
  signal: ReceivedSignal,
  now: number,
): Decision {
  switch (signal.kind) {
    case 'currentUserDetails':
      return currentUserDetails(passkeys, signal, now)
    case 'unknownCredential':
      return unknownCredential(passkeys, signal, now)
    case 'allAcceptedCredentials':
      return allAcceptedCredentials(passkeys, signal, now)
  }
}

type SignalOf<K extends ReceivedSignal['kind']> = Extract<ReceivedSignal, { readonly kind: K }>

/** §5.1.10.4. The user handle itself never changes. */
function currentUserDetails(
  passkeys: readonly Passkey[],
  { options, requester }: SignalOf<'currentUserDetails'>,
  now: number,
): Decision {
  const theirs = ofUser(passkeys, options.userId)
  if (theirs.length === 0) return nothing(`no passkey with that user id for ${options.rpId}`)
  const after = { userName: options.name, userDisplayName: options.displayName }
  const stale = theirs.filter(
    ({ userName, userDisplayName }) =>
      userName !== after.userName || userDisplayName !== after.userDisplayName,
  )
  if (stale.length === 0) return nothing('the names were these already')
  return {
    writes: stale.map((passkey) => ({
      passkeyId: passkey.credentialId,
      set: {
        ...after,
        edited: FOLLOWS_SITE,
        renames: [
          {
            at: now,
            by: 'page',
            origin: requester.origin,
            entryId: null,
            before: namesOf(passkey),
            after,
          },
          ...passkey.renames,
        ],
      },
    })),
    changes: stale.map((passkey) => ({
      what: 'renamed',
      passkeyId: idOf(passkey),
      before: namesOf(passkey),
      after,
    })),
    reason: `${requester.origin} changed the names of ${count(stale)}`,
  }
}

/** §5.1.10.2. */
function unknownCredential(
  passkeys: readonly Passkey[],
  { options, requester }: SignalOf<'unknownCredential'>,
  now: number,
): Decision {
  const id = canonical(options.credentialId)
  const passkey = passkeys.find((kept) => idOf(kept) === id)
  if (!passkey) return nothing(`no passkey with that id for ${options.rpId}`)
  if (passkey.hidden) return nothing('the passkey was hidden already')
  return hide([passkey], now, `${requester.origin} said that it does not know this passkey`)
}

/** §5.1.10.3: the user's passkeys that are not listed are hidden, the listed ones shown again. */
function allAcceptedCredentials(
  passkeys: readonly Passkey[],
  { options, requester }: SignalOf<'allAcceptedCredentials'>,
  now: number,
): Decision {
  const theirs = ofUser(passkeys, options.userId)
  if (theirs.length === 0) return nothing(`no passkey with that user id for ${options.rpId}`)
  const accepted = new Set(options.allAcceptedCredentialIds.map(canonical))
  const listed = theirs.filter((passkey) => accepted.has(idOf(passkey)))
  const gone = hide(
    theirs.filter((passkey) => !accepted.has(idOf(passkey)) && !passkey.hidden),
    now,
    `${requester.origin} did not list this passkey among those it accepts`,
  )
  const back = show(
    listed.filter((passkey) => passkey.hidden),
    `${requester.origin} lists it again`,
  )
  const parts = [gone, back].filter(({ writes }) => writes.length > 0)
  if (parts.length === 0) return nothing('every passkey was as the page says already')
  return {
    writes: parts.flatMap(({ writes }) => writes),
    changes: parts.flatMap(({ changes }) => changes),
    reason: parts.map(({ reason }) => reason).join('; '),
  }
}

function hide(passkeys: readonly Passkey[], at: number, because: string): Decision {
  return {
    writes: passkeys.map(({ credentialId }) => ({
      passkeyId: credentialId,
      set: { hidden: { at, because } },
    })),
    changes: passkeys.map((passkey) => ({
      what: 'hidden',
      passkeyId: idOf(passkey),
      names: namesOf(passkey),
    })),
    reason: `${count(passkeys)} hidden: ${because}`,
  }
}

function show(passkeys: readonly Passkey[], because: string): Decision {
  return {
    writes: passkeys.map(({ credentialId }) => ({
      passkeyId: credentialId,
      set: { hidden: null },
    })),
    changes: passkeys.map((passkey) => ({
      what: 'shown',
      passkeyId: idOf(passkey),
      names: namesOf(passkey),
    })),
    reason: `${count(passkeys)} shown again: ${because}`,
  }
}

function nothing(reason: string): Decision {
  return { writes: [], changes: [], reason }
}

function ofUser(passkeys: readonly Passkey[], userId: string): readonly Passkey[] {
  const id = canonical(userId)
  return passkeys.filter(({ userHandle }) => encodeBase64Url(userHandle) === id)
}

/** The text that we would write for the same bytes: left-over bits of the last character are dropped. */
function canonical(id: string): string {
  return encodeBase64Url(decodeBase64Url(id))
}

function idOf({ credentialId }: Passkey): string {
  return encodeBase64Url(credentialId)
}

function namesOf({ userName, userDisplayName }: Passkey) {
  return { userName, userDisplayName }
}

function count(passkeys: readonly Passkey[]): string {
  return passkeys.length === 1 ? 'one passkey' : `${passkeys.length} passkeys`
}
