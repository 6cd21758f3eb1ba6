import { originParts } from './origin-parts'

/** The RP IDs that a page of the origin may use: its host, and every domain above it. The longest first. */
export function rpIdsOf(origin: string): string[] {
  const labels = originParts(origin).host.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}
