/** The provider profiles of the app: Latchkey's, and those that the user has loaded, which survive a restart. */
import { parseJsonText } from '../../shared/parse-json-text'
import {
  factGrades,
  type DamagedProfile,
  type ProfileFacts,
  type ProfileSummary,
} from '../../shared/provider-profile'
import type {
  ProfileDraft,
  ProfileEdit,
  ProfileFault,
  ProfileForm,
} from '../../shared/profile-form'
import type { Log } from '../platform/log'
import { readProfile, type LoadedProfiles } from '../webauthn/providers/loaded-profiles'
import { judgedProfile } from '../webauthn/providers/profile-faults'
import { PROFILE_FILES } from '../webauthn/providers/profile-files'
import { editedProfile, profileForm, type AnyProfileFile } from '../webauthn/providers/profile-form'
import type { OwnProfileFile } from '../webauthn/providers/profile-schema'
import { RefusedProfile } from '../webauthn/providers/refused-profile'

interface FoundFile {
  readonly name: string
  /** @throws when the file cannot be read. */
  read(): string
}

export interface KeptProfilesParts {
  readonly loaded: LoadedProfiles
  /** The storage of the files. */
  readonly folder: {
    files(): readonly FoundFile[]
    write(name: string, text: string): void
    remove(name: string): void
  }
  readonly log: Pick<Log, 'info' | 'warn'>
}

export class KeptProfiles {
  readonly #parts: KeptProfilesParts
  /** Maps the id of a profile to the name of its file. */
  readonly #names = new Map<string, string>()
  #damaged: readonly DamagedProfile[] = []

  /** Loads the files of the folder. A damaged file is reported and stays in its place. */
  constructor(parts: KeptProfilesParts) {
    this.#parts = parts
    for (const file of parts.folder.files()) this.#open(file)
  }

  /** Latchkey's profiles, then the user's. */
  list(): readonly ProfileSummary[] {
    const { loaded } = this.#parts
    return loaded.list().map((facts) => summaryOf(facts, loaded.find(facts.id) !== undefined))
  }

  /** The files that could not be loaded. */
  damaged(): readonly DamagedProfile[] {
    return this.#damaged
  }

  /** @returns undefined when no such profile was loaded. */
  find(id: string): OwnProfileFile | undefined {
    return this.#parts.loaded.find(id)
  }

  /** The contents of a file, without loading it: a profile, or why it is not one, in clauses. */
  examine(text: string): OwnProfileFile | readonly string[] {
    try {
      return readProfile(parsed(text)).file
    } catch (error) {
      return reasonsOf(error)
    }
  }

  /** A profile to edit. @throws when this profile cannot be edited in this way. */
  form(id: string, edit: ProfileEdit): ProfileForm {
    const { loaded } = this.#parts
    return profileForm(this.#base(id, edit), edit, (taken) => loaded.has(taken))
  }

  /** The user's entries in a form: a profile, or what is wrong with it. @throws as {@link form}. */
  judge(draft: ProfileDraft): OwnProfileFile | readonly ProfileFault[] {
    const { base, edit, id } = draft
    const file = this.#base(base, edit)
    if (edit === 'itself' && id !== base)
      return [{ fields: ['id'], reason: 'the id of a profile stays' }]
    if (edit === 'copy' && this.find(id))
      return [{ fields: ['id'], reason: 'a profile of yours has this id' }]
    return judgedProfile(editedProfile(file, draft))
  }

  /** Stores a profile. Replaces one with the same id. @throws when it cannot be written. Nothing has changed. */
  keep(profile: OwnProfileFile): void {
    const { loaded, folder, log } = this.#parts
    const name = this.#names.get(profile.id) ?? this.#freeName(profile.id)
    folder.write(name, `${JSON.stringify(profile, null, 2)}\n`)
    loaded.load(profile)
    this.#names.set(profile.id, name)
    this.#damaged = this.#damaged.filter(({ file }) => file !== name)
    log.info(`loaded the provider profile ${profile.id}`)
  }

  /** @throws when no such profile was loaded. */
  remove(id: string): OwnProfileFile {
    const { loaded, folder, log } = this.#parts
    const profile = loaded.find(id)
    const name = this.#names.get(id)
    if (!profile || name === undefined) throw new Error('no such profile was loaded')
    folder.remove(name)
    loaded.remove(id)
    this.#names.delete(id)
    log.info(`removed the provider profile ${id}`)
    return profile
  }

  /** Latchkey's own profiles can only be copied. */
  #base(id: string, edit: ProfileEdit): AnyProfileFile {
    const shipped = edit === 'copy' ? PROFILE_FILES.find((one) => one.id === id) : undefined
    const file = shipped ?? this.find(id)
    if (!file) throw new Error('there is no such profile')
    return file
  }

  /** Never overwrites a file that the user put into the folder, because it may hold another profile, or be damaged. */
  #freeName(id: string): string {
    const files = this.#parts.folder.files().map(({ name }) => name)
    // Some file systems ignore case.
    const taken = new Set([...files, ...this.#names.values()].map((name) => name.toLowerCase()))
    let name = `${id}.json`
    for (let number = 2; taken.has(name); number++) name = `${id}-${number}.json`
    return name
  }

  #open(found: FoundFile): void {
    const { name } = found
    const { loaded, log } = this.#parts
    try {
      const { file } = readProfile(parsed(found.read()))
      if (this.#names.has(file.id))
        throw new RefusedProfile([`${this.#names.get(file.id)} has a profile of the same id`])
      loaded.load(file)
      this.#names.set(file.id, name)
    } catch (error) {
      const reasons = reasonsOf(error)
      this.#damaged = [...this.#damaged, { file: name, reasons: [...reasons] }]
      log.warn(`the provider profile ${name} was not loaded: ${reasons.join('; ')}`)
    }
  }
}

function parsed(text: string): unknown {
  try {
    return parseJsonText(text)
  } catch {
    throw new RefusedProfile(['it is not JSON'])
  }
}

function reasonsOf(error: unknown): readonly string[] {
  return error instanceof RefusedProfile ? error.reasons : [(error as Error).message]
}

function summaryOf({ id, title, summary, unknown, facts }: ProfileFacts, own: boolean) {
  const count = (grade: string) => facts.filter((fact) => fact.grade === grade).length
  const grades = Object.fromEntries(factGrades.map((grade) => [grade, count(grade)]))
  // Cast: Object.fromEntries loses the names.
  return { id, title, summary, unknown: [...unknown], own, grades } as ProfileSummary
}
