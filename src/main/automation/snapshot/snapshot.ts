/** All that a session keeps, as JSON: to be restored in it, in another, or in another run. */
import * as v from 'valibot'
import { signalPolicies } from '../../../shared/signal-policy'
import { consentRuleSchema } from '../consent/consent-rule'
import type { CredentialStore } from '../ports'
import type { Session } from '../session'
import { parseConfiguration } from '../webdriver/authenticator-configuration'
import { parseBody } from '../webdriver/command-body'
import { invalidArgument } from '../webdriver/webdriver-error'
import {
  keepSnapshot,
  snapshotOf,
  snapshotPasskeySchema,
  type SnapshotPasskey,
} from './snapshot-passkey'

const VERSION = 1

const passkeys = v.pipe(
  v.array(snapshotPasskeySchema),
  v.check((all) => haveOwnIds(all), 'each passkey has an id of its own'),
)

const snapshotSchema = v.strictObject({
  version: v.literal(VERSION),
  /** Of the session's own platform authenticator. */
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
      'each authenticator has an id of its own',
    ),
  ),
  consent: v.array(consentRuleSchema),
  policy: v.strictObject({
    policy: v.picklist(signalPolicies),
    pages: v.record(v.string(), v.picklist(signalPolicies)),
  }),
})

/** @returns what {@link parseSnapshot} reads. */
export function takeSnapshot({ world, authenticators }: Session): object {
  return {
    version: VERSION,
    passkeys: passkeysOf(world.platform),
    authenticators: authenticators.list().map(({ authenticator, store }) => ({
      id: authenticator.id,
      configuration: authenticator.configuration,
      passkeys: passkeysOf(store),
    })),
    consent: world.user.list().map(({ rule, left }) => ({ ...rule, times: left })),
    policy: world.signals.policies(),
  }
}

/** Oldest first, as they are to be kept again: what is newer takes the place of what is older. */
function passkeysOf(store: CredentialStore): object[] {
  return [...store.list()]
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((passkey) => snapshotOf(passkey, store))
}

export type Snapshot = ReturnType<typeof parseSnapshot>

/** @throws {WebDriverError} `invalid argument`: then it is none, or one of a newer Latchkey. */
export function parseSnapshot(body: unknown) {
  const snapshot = parseBody(snapshotSchema, body)
  const authenticators = snapshot.authenticators.map(({ id, configuration, passkeys: theirs }) => {
    const parsed = parseConfiguration(configuration)
    if (!parsed.hasResidentKey && theirs.some(({ discoverable }) => discoverable))
      throw invalidArgument(`authenticators: ${id} keeps no discoverable passkeys`)
    return { id, configuration: parsed, passkeys: theirs }
  })
  return { ...snapshot, authenticators }
}

/** Puts it in the place of all that the session keeps. Its clock, its record and its pages stay. */
export async function restoreSnapshot(
  { passkeys: platform, authenticators: all, consent, policy }: Snapshot,
  { world, authenticators }: Session,
): Promise<void> {
  authenticators.removeAll()
  for (const { credentialId } of world.platform.list()) await world.platform.remove(credentialId)
  await keepAll(platform, world.platform)
  for (const { id, configuration, passkeys: theirs } of all)
    await keepAll(theirs, await authenticators.plugIn(id, configuration))
  world.user.clear()
  for (const rule of consent) world.user.add(rule)
  world.signals.setPolicies(policy)
}

async function keepAll(all: readonly SnapshotPasskey[], store: CredentialStore): Promise<void> {
  for (const passkey of all) await keepSnapshot(passkey, store)
}

function haveOwnIds(all: readonly { readonly credentialId: Uint8Array }[]): boolean {
  const ids = all.map(({ credentialId }) => Buffer.from(credentialId).toString('hex'))
  return new Set(ids).size === ids.length
}
