/** Options as a page passes them: valid, except for the members that a test adds. */
export function creationOptions(
  members: Record<string, unknown> = {},
): PublicKeyCredentialCreationOptions {
  return {
    rp: { name: 'Example' },
    user: { id: Uint8Array.of(1, 2, 3), name: 'ada@example.org', displayName: 'Ada' },
    challenge: Uint8Array.of(4, 5, 6),
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    ...members,
  }
}

export function requestOptions(
  members: Record<string, unknown> = {},
): PublicKeyCredentialRequestOptions {
  return { challenge: Uint8Array.of(4, 5, 6), ...members }
}
