/** A call of a page, parsed once for all rules. */
import type { SignalKind } from '../../shared/activity'
import { bytesOf, hostOf, listOf, membersOf, textOf, type Members } from './lenient'
import type { CeremonyCall, PageCall, SignalCall } from './page-call'

/** The maximum number of list items, because a page may send a list of any length. */
const MOST_READ = 1024

/** One entry of `allowCredentials` or `excludeCredentials`. */
export interface ReadDescriptor {
  readonly path: string
  readonly type: unknown
  readonly id: unknown
  readonly transports: unknown
}

interface ReadFields {
  /** The host of the page's origin. */
  readonly host: string | undefined
  /** As the page gave it. */
  readonly givenRpId: string | undefined
  /** The path of `givenRpId` in the options. */
  readonly rpIdPath: string
  /** `givenRpId`, or the page's host in its place. */
  readonly rpId: string | undefined
}

interface ReadOptions {
  /** All members, including unknown ones. */
  readonly members: Members
  readonly challenge: string | undefined
  readonly timeout: number | undefined
  readonly extensions: Members
  readonly hints: readonly unknown[]
  readonly userVerification: unknown
  /** The path of `userVerification`. */
  readonly verificationPath: string
  /** The name of the credential list. */
  readonly listName: 'allowCredentials' | 'excludeCredentials'
  readonly list: readonly ReadDescriptor[]
}

/** PublicKeyCredentialCreationOptionsJSON. */
export interface ReadCreationOptions extends ReadOptions {
  readonly rp: Members
  readonly user: Members
  readonly userId: Uint8Array | undefined
  readonly userName: string | undefined
  readonly displayName: string | undefined
  /** undefined when the member is missing or not a list. */
  readonly parameters: readonly Members[]
  /** The numbers among the parameters. */
  readonly algorithms: readonly number[]
  readonly selection: Members
  readonly attestation: unknown
}

export interface ReadCreation extends Omit<CeremonyCall, 'options' | 'kind'>, ReadFields {
  readonly kind: 'create'
  readonly options: ReadCreationOptions
}

export interface ReadRequest extends Omit<CeremonyCall, 'options' | 'kind'>, ReadFields {
  readonly kind: 'get'
  readonly options: ReadOptions
}

export type ReadCeremony = ReadCreation | ReadRequest

export interface ReadSignal extends Omit<SignalCall, 'options'>, ReadFields {
  readonly signal: SignalKind
  /** All members, of whatever type. */
  readonly members: Members
  readonly userId: string | undefined
  readonly credentialId: string | undefined
  /** `allAcceptedCredentialIds`. */
  readonly accepted: readonly unknown[]
  readonly name: string | undefined
  readonly displayName: string | undefined
}

export type ReadCall = ReadCeremony | ReadSignal

export function readCall(call: PageCall): ReadCall {
  if (call.kind === 'signal') return readSignal(call)
  const { kind, options, ...fields } = call
  const members = membersOf(options)
  return kind === 'create'
    ? {
        ...fields,
        kind,
        ...rpIdOf(call, membersOf(members.rp).id, 'publicKey.rp.id'),
        options: creationOf(members),
      }
    : {
        ...fields,
        kind,
        ...rpIdOf(call, members.rpId, 'publicKey.rpId'),
        options: requestOf(members),
      }
}

function readSignal(call: SignalCall): ReadSignal {
  const members = membersOf(call.options)
  return {
    ...call,
    ...rpIdOf(call, members.rpId, 'rpId'),
    members,
    userId: textOf(members.userId),
    credentialId: textOf(members.credentialId),
    accepted: listOf(members.allAcceptedCredentialIds).slice(0, MOST_READ),
    name: textOf(members.name),
    displayName: textOf(members.displayName),
  }
}

/** The RP ID of a registration or a signal: the one in its options, or else the page's host. */
export function rpIdOfChange(
  kind: 'create' | SignalKind,
  { origin, options }: Pick<PageCall, 'origin' | 'options'>,
): string | undefined {
  const members = membersOf(options)
  const given = kind === 'create' ? membersOf(members.rp).id : members.rpId
  return textOf(given) ?? hostIn(origin)
}

function hostIn(origin: string | null): string | undefined {
  return origin === null ? undefined : hostOf(origin)
}

function rpIdOf({ origin }: PageCall, given: unknown, rpIdPath: string): ReadFields {
  const host = hostIn(origin)
  const givenRpId = textOf(given)
  return { host, givenRpId, rpIdPath, rpId: givenRpId ?? host }
}

function creationOf(members: Members): ReadCreationOptions {
  const user = membersOf(members.user)
  const selection = membersOf(members.authenticatorSelection)
  const parameters = listOf(members.pubKeyCredParams).slice(0, MOST_READ).map(membersOf)
  return {
    ...commonOf(members, 'excludeCredentials'),
    userVerification: selection.userVerification,
    verificationPath: 'publicKey.authenticatorSelection.userVerification',
    rp: membersOf(members.rp),
    user,
    userId: bytesOf(user.id),
    userName: textOf(user.name),
    displayName: textOf(user.displayName),
    parameters,
    algorithms: parameters.map(({ alg }) => alg).filter((alg) => typeof alg === 'number'),
    selection,
    attestation: members.attestation,
  }
}

function requestOf(members: Members): ReadOptions {
  return {
    ...commonOf(members, 'allowCredentials'),
    userVerification: members.userVerification,
    verificationPath: 'publicKey.userVerification',
  }
}

function commonOf(members: Members, listName: ReadOptions['listName']) {
  return {
    members,
    challenge: textOf(members.challenge),
    timeout: typeof members.timeout === 'number' ? members.timeout : undefined,
    extensions: membersOf(members.extensions),
    hints: listOf(members.hints).slice(0, MOST_READ),
    listName,
    list: listOf(members[listName])
      .slice(0, MOST_READ)
      .map((entry, index) => {
        const { type, id, transports } = membersOf(entry)
        return { path: `publicKey.${listName}[${index}]`, type, id, transports }
      }),
  }
}
