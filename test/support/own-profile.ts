/** A provider profile as a person records one: Proton Pass's facts, under another name. */
import { PROFILE_FILES } from '../../src/main/webauthn/providers/profile-files'
import type { OwnProfileFile } from '../../src/main/webauthn/providers/profile-schema'

export function ownProfile(fields: Partial<OwnProfileFile> = {}): OwnProfileFile {
  const file = PROFILE_FILES.find(({ id }) => id === 'proton-pass')
  if (!file) throw new Error('Proton Pass has no profile')
  return { ...file, id: 'acme', title: 'Acme Passwords', ...fields }
}
