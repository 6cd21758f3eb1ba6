/** The parts of an opened ceremony. */
import type { ActivityEntry } from '../../shared/activity'

export type CeremonyTab =
  'happened' | 'request' | 'response' | 'check' | 'lint' | 'offer' | 'compare'

interface Tab {
  readonly tab: CeremonyTab
  readonly label: string
}

/** Whether an entry is about a ceremony. */
export function isCeremony({ kind }: Pick<ActivityEntry, 'kind'>): boolean {
  return kind === 'create' || kind === 'get'
}

/** @param isRecorded whether this Latchkey was asked: only then it knows why it offered a passkey. */
export function ceremonyTabs(
  { kind }: Pick<ActivityEntry, 'kind'>,
  isRecorded: boolean,
): readonly Tab[] {
  return [
    { tab: 'happened', label: 'What happened' },
    { tab: 'request', label: 'Request' },
    { tab: 'response', label: 'Response' },
    { tab: 'check', label: 'Check' },
    { tab: 'lint', label: 'Lint' },
    ...(kind === 'get' && isRecorded ? [{ tab: 'offer', label: 'Offer' } as const] : []),
    { tab: 'compare', label: 'Compare' },
  ]
}
