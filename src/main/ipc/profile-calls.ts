/** The window's calls about provider profiles. */
import type { MainCalls } from '../../shared/main-api'
import {
  OWN_PROFILE,
  type DamagedProfile,
  type LoadedProfile,
  type ProfileSummary,
  type RemovedProfile,
} from '../../shared/provider-profile'
import type {
  ProfileDraft,
  ProfileEdit,
  ProfileFault,
  ProfileForm,
} from '../../shared/profile-form'
import type { OpenedFile, OpenFile } from './open-file'
import type { SaveFile } from './save-file'

/** The part of a profile's file that the calls need. */
export interface Profile {
  readonly id: string
  readonly title: string
}

/** @typeParam P a profile's file. */
export interface ProfilePort<P extends Profile = Profile> {
  readonly profiles: {
    list(): readonly ProfileSummary[]
    damaged(): readonly DamagedProfile[]
    /** @returns undefined when the user has loaded no such profile. */
    find(id: string): P | undefined
    /** The contents of a file: a profile, or why it is not one, in clauses. */
    examine(text: string): P | readonly string[]
    /** A profile to edit. @throws when this profile cannot be edited in this way. */
    form(id: string, edit: ProfileEdit): ProfileForm
    /** The user's entries in a form: a profile, or what is wrong with it. */
    judge(draft: ProfileDraft): P | readonly ProfileFault[]
    /** @throws when the profile cannot be written. */
    keep(profile: P): void
    /** @throws when the user has loaded no such profile. */
    remove(id: string): P
  }
  readonly openFile: OpenFile
  readonly saveFile: SaveFile
  readonly settings: {
    readonly values: { readonly profile: string }
    change(changed: { readonly profile: string }): void
  }
  readonly pageProfiles: {
    originsOf(profile: string): readonly string[]
    /** The page's own profile; null when it has none. @throws while the vault is locked. */
    own(origin: string): string | null
    set(origin: string, profile: string | null): Promise<void>
  }
  /** Applies the current profiles to pages, and tells the window. */
  readonly changed: () => void
}

export function profileCalls<P extends Profile>(port: ProfilePort<P>): MainCalls<'profiles'> {
  const { profiles } = port
  /** The file that the user chose but has not confirmed. */
  let chosen: { readonly id: string; readonly file: OpenedFile } | undefined
  /** By profile id. */
  const removed = new Map<string, Removal<P>>()
  return {
    listProfiles: async () => [...profiles.list()],
    listDamagedProfiles: async () => [...profiles.damaged()],
    loadProfile: async () => {
      chosen = undefined
      const file = await port.openFile()
      if (!file) return null
      const answer = loadFile(port, file, false)
      if (answer.outcome === 'known') chosen = { id: answer.id, file }
      return answer
    },
    replaceProfile: async (id) => {
      if (chosen?.id !== id) throw new Error('choose the file again')
      loadFile(port, chosen.file, true)
      chosen = undefined
    },
    removeProfile: async (id) => {
      const profile = profiles.find(id)
      const was = await removeProfile(port, id)
      if (profile) removed.set(id, { profile, was })
      return was
    },
    restoreProfile: async (id) => {
      const removal = removed.get(id)
      if (!removal) throw new Error('no such profile was removed')
      await restoreProfile(port, removal)
      removed.delete(id)
    },
    editProfile: async (id, edit) => profiles.form(id, edit),
    checkProfile: async (draft) => faultsOf(profiles.judge(draft)),
    saveProfile: async (draft) => {
      const judged = profiles.judge(draft)
      if (!isProfile(judged)) return faultsOf(judged)
      profiles.keep(judged)
      port.changed()
      return []
    },
    exportProfile: async (id) => {
      const profile = profiles.find(id)
      if (!profile) throw new Error('no such profile was loaded')
      return port.saveFile(`${id}.json`, `${JSON.stringify(profile, null, 2)}\n`)
    },
  }
}

interface Removal<P extends Profile> {
  readonly profile: P
  readonly was: RemovedProfile
}

/** @throws when a profile with the same id was loaded since, the vault is locked, or the disk fails. */
async function restoreProfile<P extends Profile>(
  { profiles, settings, pageProfiles, changed }: ProfilePort<P>,
  { profile, was }: Removal<P>,
): Promise<void> {
  const { id } = profile
  const known = profiles.find(id)
  if (known) throw new Error(`${known.title} has its place now`)
  const pages = was.pages.filter((origin) => pageProfiles.own(origin) === null)
  profiles.keep(profile)
  try {
    if (was.wasDefault && settings.values.profile === OWN_PROFILE) settings.change({ profile: id })
    for (const origin of pages) await pageProfiles.set(origin, id)
  } finally {
    changed()
  }
}

function faultsOf(judged: Profile | readonly ProfileFault[]): ProfileFault[] {
  return isProfile(judged) ? [] : [...judged]
}

/**
 * Stores the profile of a file.
 *
 * @param replaces whether it may replace a loaded profile with the same id.
 * @throws when the profile cannot be written.
 */
export function loadFile<P extends Profile>(
  { profiles, changed }: Pick<ProfilePort<P>, 'profiles' | 'changed'>,
  { name, text }: OpenedFile,
  replaces: boolean,
): LoadedProfile {
  const found = profiles.examine(text)
  if (!isProfile(found)) return { outcome: 'refused', file: name, reasons: [...found] }
  const { id, title } = found
  const known = profiles.find(id)
  if (known && !replaces) return { outcome: 'known', id, title, loadedTitle: known.title }
  profiles.keep(found)
  changed()
  return { outcome: 'loaded', id, title }
}

function isProfile<P extends Profile>(found: P | readonly unknown[]): found is P {
  return !Array.isArray(found)
}

/**
 * Removes a loaded profile. First switches its users to the default.
 *
 * @throws when the user has loaded no such profile, or the vault is locked.
 */
export async function removeProfile<P extends Profile>(
  { profiles, settings, pageProfiles, changed }: Omit<ProfilePort<P>, 'openFile' | 'saveFile'>,
  id: string,
): Promise<RemovedProfile> {
  if (!profiles.find(id)) throw new Error('no such profile was loaded')
  const pages = [...pageProfiles.originsOf(id)]
  const wasDefault = settings.values.profile === id
  try {
    for (const origin of pages) await pageProfiles.set(origin, null)
    if (wasDefault) settings.change({ profile: OWN_PROFILE })
    const { title } = profiles.remove(id)
    return { title, wasDefault, pages }
  } finally {
    // The changes before a failure stay.
    changed()
  }
}
