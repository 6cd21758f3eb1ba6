import * as v from 'valibot'
import {
  OWN_PROFILE,
  profileIds,
  type ProfileFacts,
  type ProfileId,
} from '../../../shared/provider-profile'
import type { SignalPolicy } from '../../../shared/signal-policy'
import { PLATFORM_AUTHENTICATOR, type AuthenticatorDescription } from '../authenticator/description'
import { wordsOfIssue } from '../../../shared/issue-words'
import { factsOf, PROFILES } from './profile-facts'
import { ownProfileSchema, type OwnProfileFile } from './profile-schema'
import { RefusedProfile } from './refused-profile'
import {
  configuredProfile,
  describeProfile,
  profileSignals,
  type DescribedProfile,
} from './provider-profiles'

type BackupFlags = Pick<AuthenticatorDescription, 'backupEligible' | 'backedUp'>
type Settings = Parameters<typeof configuredProfile>[1]

/** A limit, because a file of another kind has hundreds of faults. */
const MOST_REASONS = 20

interface Loaded extends DescribedProfile {
  readonly file: OwnProfileFile
}

/** The available provider profiles: Latchkey's, and those that a user or a test has loaded. */
export class LoadedProfiles {
  readonly #loaded = new Map<string, Loaded>()

  /**
   * Loads a profile. Replaces a loaded one with the same id.
   *
   * @throws {RefusedProfile} that says what is wrong with the file.
   */
  load(file: unknown): string {
    const loaded = readProfile(file)
    this.#loaded.set(loaded.file.id, loaded)
    return loaded.file.id
  }

  /**
   * Replaces all loaded profiles with these.
   *
   * @throws {RefusedProfile} as {@link load}. Nothing has changed.
   */
  replaceAll(files: readonly unknown[]): void {
    const all = files.map(readProfile)
    this.#loaded.clear()
    for (const loaded of all) this.#loaded.set(loaded.file.id, loaded)
  }

  /** Its passkeys stay, and keep its name. Its users get Latchkey's own profile. */
  remove(id: string): void {
    this.#loaded.delete(id)
  }

  /** @returns undefined when no such profile was loaded. */
  find(id: string): OwnProfileFile | undefined {
    return this.#loaded.get(id)?.file
  }

  /** The loaded files. */
  files(): readonly OwnProfileFile[] {
    return Array.from(this.#loaded.values(), ({ file }) => file)
  }

  has(id: string): boolean {
    return this.#loaded.has(id) || shippedId(id) !== undefined
  }

  /** Latchkey's own profiles, then the loaded ones. */
  list(): readonly ProfileFacts[] {
    return [...PROFILES, ...this.files().map(factsOf)]
  }

  /** The authenticator, with the settings. A profile that is no longer loaded counts as Latchkey's own. */
  describe(id: string, settings: Settings): AuthenticatorDescription {
    const loaded = this.#loaded.get(id)
    return loaded
      ? { ...loaded.description, enterpriseRpIds: settings.enterpriseRpIds }
      : configuredProfile(shippedId(id) ?? OWN_PROFILE, settings)
  }

  /** The backup flags that the provider states for a new passkey. */
  backupFlags(id: string): BackupFlags {
    const { backupEligible, backedUp } = this.describe(id, PLATFORM_AUTHENTICATOR)
    return { backupEligible, backedUp }
  }

  /** What the provider does with signals. */
  signals(id: string): SignalPolicy {
    return this.#loaded.get(id)?.signals ?? profileSignals(shippedId(id) ?? OWN_PROFILE)
  }
}

function shippedId(id: string): ProfileId | undefined {
  return profileIds.find((one) => one === id)
}

/**
 * Reads a profile's file, without loading it.
 *
 * @throws {RefusedProfile} that says what is wrong with the file.
 */
export function readProfile(given: unknown): Loaded {
  const result = v.safeParse(ownProfileSchema, given)
  if (!result.success) throw new RefusedProfile(result.issues.slice(0, MOST_REASONS).map(reasonOf))
  return { file: given as OwnProfileFile, ...describeProfile(result.output) }
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  return wordsOfIssue(issue, { schema: ownProfileSchema })
}
