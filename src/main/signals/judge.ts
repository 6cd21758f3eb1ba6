/**
 * What a signal means for each passkey kept here (WebAuthn §5.1.10.2–4), by the rules of a policy. A signal is about all of a
 * user's passkeys, including those that are not discoverable.
 */
import type { Names } from '../../shared/passkey'
import { namesOfUser } from '../../shared/user-names'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { ReceivedSignal } from '../webauthn/client/ports'
import { sameFields } from './likeness'
import { fieldsText, NAME_FIELDS, namesOf, sameNames } from './names'
import { ALREADY_VISIBLE, HIDDEN_BY_USER } from './reasons'
import type { PolicyRules } from './policies/rules'
import { ByteSet, sameBytes } from './same-bytes'
import type { Judgement, NameField, Verdict } from './verdict'

/** The passkeys of a signal's RP ID, in no particular order. */
export interface Candidates {
  readonly kept: readonly Passkey[]
  /** The passkeys in the trash whose ids the signal names. */
  readonly trashed: readonly Passkey[]
}

export function judge(
  candidates: Candidates,
  signal: ReceivedSignal,
  rules: PolicyRules,
): Judgement {
  switch (signal.kind) {
    case 'currentUserDetails':
      return currentUserDetails(candidates, signal, rules)
    case 'unknownCredential':
      return unknownCredential(candidates, signal, rules)
    case 'allAcceptedCredentials':
      return allAcceptedCredentials(candidates, signal, rules)
  }
}

type SignalOf<K extends ReceivedSignal['kind']> = Extract<ReceivedSignal, { readonly kind: K }>

/** §5.1.10.4. The user handle itself never changes. */
function currentUserDetails(
  { kept }: Candidates,
  signal: SignalOf<'currentUserDetails'>,
  rules: PolicyRules,
): Judgement {
  const site = namesOfUser(signal)
  let last: Verdict | undefined
  return {
    verdicts: ofUser(kept, signal.userHandle).map((passkey) => {
      const isSame = last && hasSameNames(passkey, last.passkey)
      return (last = last && isSame ? { ...last, passkey } : rename(passkey, site, rules))
    }),
    none: `no passkey with that user id for ${signal.rpId}`,
  }
}

/** Judges each name separately. A name of the user's own becomes the site's even if both are the same. */
function rename(passkey: Passkey, site: Names, { editedName, names }: PolicyRules): Verdict {
  const staysEdited = editedName === 'stays'
  const given = NAME_FIELDS.filter((field) => names === 'both' || field === 'userName')
  const fields = given.filter((field) =>
    isEdited(passkey, field) ? !staysEdited : passkey[field] !== site[field],
  )
  const staying = given.filter(
    (field) => staysEdited && isEdited(passkey, field) && passkey[field] !== site[field],
  )
  const stays = staying.length === 0 ? null : `the user edited ${fieldsText(staying)}`
  if (fields.length === 0)
    return { what: 'left', passkey, because: stays ?? whyNotRenamed(passkey, site) }
  const after = { ...namesOf(passkey), ...pick(site, fields) }
  return { what: 'renamed', passkey, fields, after, stays }
}

function pick(site: Names, fields: readonly NameField[]): Partial<Names> {
  return Object.fromEntries(fields.map((field) => [field, site[field]]))
}

function whyNotRenamed(passkey: Passkey, site: Names): string {
  return NAME_FIELDS.every((field) => passkey[field] === site[field])
    ? 'the names are already the same'
    : 'under this policy no display name reaches the provider'
}

function hasSameNames(a: Passkey, b: Passkey): boolean {
  return sameNames(a, b) && sameFields(a.edited, b.edited)
}

function isEdited({ edited }: Passkey, field: NameField): boolean {
  return edited[field] !== null
}

/** §5.1.10.2. */
function unknownCredential(
  { kept, trashed }: Candidates,
  { requester, rpId, credentialId }: SignalOf<'unknownCredential'>,
  rules: PolicyRules,
): Judgement {
  const because = `${requester.origin} said that it does not know this passkey`
  const passkey = kept.find((one) => sameBytes(one.credentialId, credentialId))
  return {
    verdicts: passkey ? [dismiss(passkey, because, rules)] : trashed.map(inTrash),
    none: `no passkey with that id for ${rpId}`,
  }
}

/** §5.1.10.3. */
function allAcceptedCredentials(
  { kept, trashed }: Candidates,
  { requester, rpId, userHandle, allAcceptedCredentialIds }: SignalOf<'allAcceptedCredentials'>,
  rules: PolicyRules,
): Judgement {
  const accepted = new ByteSet(allAcceptedCredentialIds)
  const unlisted = `not in the list that ${requester.origin} sent`
  const listed = `${requester.origin} lists it again`
  const verdicts = ofUser(kept, userHandle).map((passkey) =>
    accepted.has(passkey.credentialId)
      ? accept(passkey, listed, rules)
      : dismiss(passkey, unlisted, rules),
  )
  return {
    verdicts: [...verdicts, ...ofUser(trashed, userHandle).map(inTrash)],
    none: `no passkey with that user id for ${rpId}`,
  }
}

function dismiss(passkey: Passkey, because: string, { unaccepted }: PolicyRules): Verdict {
  if (unaccepted === 'hidden' && passkey.hidden)
    return { what: 'left', passkey, because: 'already hidden' }
  return { what: unaccepted, passkey, because }
}

function accept(passkey: Passkey, because: string, { listedAgain }: PolicyRules): Verdict {
  if (!passkey.hidden) return { what: 'left', passkey, because: ALREADY_VISIBLE }
  if (isHiddenByUser(passkey)) return { what: 'left', passkey, because: HIDDEN_BY_USER }
  if (listedAgain === 'shown') return { what: 'shown', passkey, because }
  return {
    what: 'left',
    passkey,
    because: 'listed, but under this policy a hidden passkey stays hidden',
  }
}

/** An earlier version stored only the entry's id when a signal hid a passkey. */
function isHiddenByUser({ hidden, setBy }: Passkey): boolean {
  return hidden?.by !== 'page' && setBy.hidden === null
}

/** A signal never restores a passkey from the trash. Only the user does. */
function inTrash(passkey: Passkey): Verdict {
  return { what: 'left', passkey, because: 'in the trash, and signals do not restore it' }
}

function ofUser(passkeys: readonly Passkey[], userHandle: Uint8Array): readonly Passkey[] {
  return passkeys.filter((passkey) => sameBytes(passkey.userHandle, userHandle))
}
