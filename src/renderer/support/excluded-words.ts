/** What a page learns about a passkey that it excluded. This depends on the provider that Latchkey plays. */
import type { ConsentRequest } from '../../shared/consent'
import { displayText } from './display-text'

type Excluded = NonNullable<ConsentRequest['excluded']>

export interface ExcludedWords {
  readonly approveLabel: string
  readonly sentence: string
}

const AS_THE_SPECIFICATION: ExcludedWords = {
  approveLabel: 'Tell the page',
  sentence:
    'If you tell the page, it gets InvalidStateError and learns that you have one of them. If you decline, it gets ' +
    'NotAllowedError and learns nothing.',
}

export function excludedWords(excluded: Excluded | undefined): ExcludedWords {
  if (excluded === undefined || excluded.outcome === 'InvalidStateError')
    return AS_THE_SPECIFICATION
  const provider = displayText(excluded.provider, 80)
  return excluded.outcome === 'NotAllowedError'
    ? {
        approveLabel: 'Continue',
        sentence: `${provider} does not tell the page: it gets NotAllowedError and learns nothing, even if you decline.`,
      }
    : {
        approveLabel: 'Give no answer',
        sentence:
          `${provider} does not answer: the page waits until its request times out, and then gets NotAllowedError. ` +
          'If you decline, the page gets NotAllowedError at once.',
      }
}
