/** What the page notes of a credential. */
export function noteAnswer(method: 'create' | 'get', credential: object): object

/** A line for the person, and whether the answer settles what the call is for. */
export function describeAnswer(
  answer: { readonly outcome: string; readonly error?: string },
  call: { readonly name: string },
): { readonly text: string; readonly isUseful: boolean }
