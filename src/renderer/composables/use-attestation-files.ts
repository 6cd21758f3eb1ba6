import { ref } from 'vue'
import type { AttestationFileKind } from '../../shared/attestation-file'
import { mainApi } from '../main-api'
import { useNotices } from './use-notices'

export interface AttestationFileChoice {
  readonly kind: AttestationFileKind
  readonly title: string
  readonly purpose: string
}

const files: readonly AttestationFileChoice[] = [
  {
    kind: 'root',
    title: 'Root certificate',
    purpose: 'PEM, for verifiers that take a root for each format.',
  },
  {
    kind: 'statement',
    title: 'Metadata statement',
    purpose: 'JSON, for verifiers that know models by their AAGUID.',
  },
  {
    kind: 'u2f-statement',
    title: 'Metadata statement for U2F',
    purpose: 'JSON, for verifiers that know U2F by its attestation key.',
  },
  {
    kind: 'blob',
    title: 'Metadata BLOB',
    purpose: 'A signed JWT of all statements, as FIDO’s metadata service serves it.',
  },
]

/** Saves files for a relying party, one at a time, because each save opens a dialog. */
export function useAttestationFiles() {
  const { attempt, tell } = useNotices()
  const saving = ref(false)

  async function save({ kind, title }: AttestationFileChoice): Promise<void> {
    if (saving.value) return
    saving.value = true
    await attempt(`${title} could not be saved`, async () => {
      const place = await mainApi.saveAttestationFile(kind)
      if (place !== null) tell({ text: `${title} saved to ${place}` })
    })
    saving.value = false
  }

  return { files, saving, save }
}
