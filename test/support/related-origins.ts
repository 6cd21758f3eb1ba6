import type { RelatedOriginsSource, WellKnownAnswer } from '../../src/main/webauthn/client/ports'

/** A web in which no domain serves the document. */
export const servingNothing: RelatedOriginsSource = {
  fetch: async () => ({ ok: false, reason: 'nobody is there' }),
}

/** A document that names `origins`, as a relying party serves it; give the fields that differ. */
export function relatedOriginsDocument(
  origins: unknown,
  fields: Partial<Extract<WellKnownAnswer, { ok: true }>> = {},
): WellKnownAnswer {
  return {
    ok: true,
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ origins }),
    ...fields,
  }
}

/** A web in which every domain serves the same document. Records the requested domains. */
export class ServingAll implements RelatedOriginsSource {
  readonly asked: string[] = []
  readonly #answer: WellKnownAnswer

  constructor(answer: WellKnownAnswer) {
    this.#answer = answer
  }

  async fetch(domain: string): Promise<WellKnownAnswer> {
    this.asked.push(domain)
    return this.#answer
  }
}
