import type { ExportedCeremony } from './exported-ceremony'

/** Everything that the record stores about the ceremony, as JSON. */
export function asJson({ detail, ...entry }: ExportedCeremony): string {
  return JSON.stringify({ ...entry, ...detail }, null, 2)
}
