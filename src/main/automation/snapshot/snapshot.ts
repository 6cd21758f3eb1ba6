/** Everything that a session keeps, as JSON. It can be restored in the same session, another session or another run. */
import { consentRuleSchema } from '../../../shared/consent-rule'
import { settingsChangeSchema } from '../../../shared/session-settings'
import * as v from 'valibot'
import { encodeBase64Url } from '../../../shared/base64url'
import { signalPolicies } from '../../../shared/signal-policy'
import { CONSENT_RULES_AT_MOST } from '../consent/consent-rule'
import type { CredentialStore } from '../ports'
import type { Session } from '../session'
import { LoadedProfiles } from '../../webauthn/providers/loaded-profiles'
import { loadProfile, refuseUnknownProfile } from '../profile-choice'
import { DEFAULT_SETTINGS } from '../session-settings'
import { describeConfiguration, parseConfiguration } from '../webdriver/authenticator-configuration'
import { parseBody } from '../webdriver/command-body'
import { invalidArgument, WebDriverError } from '../webdriver/webdriver-error'
import {
  credentialOf,
  snapshotOf,
  snapshotPasskeySchema,
  type SnapshotPasskey,
} from './snapshot-passkey'

const VERSION = 1

const passkeys = v.pipe(
  v.array(snapshotPasskeySchema),
  v.check((all) => areUnlike(all, idOf), 'two passkeys must not have the same id'),
  v.check(
    (all) => areUnlike(all.filter(isDiscoverable), accountOf),
    'an account (rpId and userHandle) can have only one discoverable passkey',
  ),
)

const snapshotSchema = v.strictObject({
  version: v.literal(VERSION),
  /** The passkeys of the session's own platform authenticator. */
  passkeys,
  authenticators: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
        configuration: v.unknown(),
        passkeys,
      }),
    ),
    v.check(
      (all) => new Set(all.map(({ id }) => id)).size === all.length,
      'two authenticators must not have the same id',
    ),
  ),
  consent: v.pipe(
    v.array(consentRuleSchema),
    v.maxLength(CONSENT_RULES_AT_MOST, `at most ${CONSENT_RULES_AT_MOST} rules are allowed`),
  ),
  policy: v.strictObject({
    policy: v.picklist(signalPolicies),
    pages: v.record(v.string(), v.picklist(signalPolicies)),
  }),
  /** Snapshots of earlier versions lack settings. */
  settings: v.optional(settingsChangeSchema, {}),
  /** The loaded provider profiles. Snapshots of earlier versions lack them. */
  profiles: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(64)), []),
})

/**
 * @returns what {@link parseSnapshot} reads.
 * @throws {WebDriverError} `unsupported operation` for a session with several devices.
 */
export function takeSnapshot({ host, authenticators }: Session): object {
  refuseSeveralDevices(host, 'A snapshot has the passkeys of one device')
  return {
    version: VERSION,
    passkeys: passkeysOf(host.platform),
    authenticators: authenticators.list().map(({ authenticator, store }) => ({
      id: authenticator.id,
      configuration: authenticator.configuration,
      passkeys: passkeysOf(store),
    })),
    consent: host.user.list().map(({ rule, left }) => ({ ...rule, times: left })),
    policy: host.signals.policies(),
    settings: host.settings.current,
    profiles: host.profiles.files(),
  }
}

/** Oldest first, so that a restored session lists them in the same order. */
function passkeysOf(store: CredentialStore): object[] {
  return store.list().map((passkey) => snapshotOf(passkey, store))
}

export type Snapshot = ReturnType<typeof parseSnapshot>

/** @throws {WebDriverError} `invalid argument` when the body is not a snapshot, or a newer Latchkey made it. */
export function parseSnapshot(body: unknown) {
  if (typeof body !== 'object' || body === null || !('version' in body && 'passkeys' in body))
    throw invalidArgument(
      'this is no snapshot of Latchkey. A snapshot is what state() writes, and GET …/latchkey/snapshot answers',
    )
  if (typeof body.version === 'number' && body.version > VERSION)
    throw invalidArgument(
      `the snapshot has the version ${body.version}, and this Latchkey reads version ${VERSION}. Use a newer Latchkey`,
    )
  const snapshot = parseBody(snapshotSchema, body)
  const authenticators = snapshot.authenticators.map(({ id, configuration, passkeys: theirs }) => {
    const parsed = parseConfiguration(configuration)
    if (
      !describeConfiguration(parsed).residentKeys &&
      theirs.some(({ discoverable }) => discoverable)
    )
      throw invalidArgument(`authenticators: ${id} cannot keep discoverable passkeys`)
    return { id, configuration: parsed, passkeys: theirs }
  })
  checkProfiles(snapshot)
  return { ...snapshot, authenticators }
}

/** @throws {WebDriverError} `invalid argument` for a profile that cannot be loaded, or a chosen profile that is missing. */
function checkProfiles({
  profiles,
  settings,
}: Pick<v.InferOutput<typeof snapshotSchema>, 'profiles' | 'settings'>): void {
  const loaded = new LoadedProfiles()
  for (const file of profiles) loadProfile(loaded, file)
  refuseUnknownProfile(loaded, settings.profile)
}

/**
 * Replaces everything that the session keeps, including its trash. Keeps its clock, its record and its pages. When it throws,
 * nothing has changed.
 *
 * @throws {WebDriverError} `unsupported operation` for a session with several devices.
 */
export async function restoreSnapshot(
  { passkeys: platform, authenticators: all, consent, policy, profiles, settings }: Snapshot,
  { host, authenticators }: Session,
): Promise<void> {
  refuseSeveralDevices(host, 'A snapshot is restored on one device')
  await authenticators.replaceAll(
    platform.map(credentialOf),
    all.map(({ id, configuration, passkeys: theirs }) => ({
      id,
      configuration,
      credentials: theirs.map(credentialOf),
    })),
  )
  host.user.clear()
  for (const rule of consent) host.user.add(rule)
  host.profiles.replaceAll(profiles)
  host.settings.change({ ...DEFAULT_SETTINGS, ...settings })
  host.signals.setPolicies(policy)
}

/** Otherwise the other devices' passkeys and the pending changes would be lost. */
function refuseSeveralDevices({ devices }: Session['host'], why: string): void {
  const { length } = devices.list()
  if (length > 1)
    throw new WebDriverError(
      'unsupported operation',
      `${why}, and this session has ${length}. First sync, and lose the other devices.`,
    )
}

function areUnlike<T>(all: readonly T[], keyOf: (one: T) => string): boolean {
  return new Set(all.map(keyOf)).size === all.length
}

function idOf({ credentialId }: SnapshotPasskey): string {
  return encodeBase64Url(credentialId)
}

function accountOf({ rpId, userHandle }: SnapshotPasskey): string {
  return `${rpId} ${encodeBase64Url(userHandle)}`
}

function isDiscoverable({ discoverable }: SnapshotPasskey): boolean {
  return discoverable
}
