/** The files that make a relying party trust Latchkey's attestation. The window can save them. */
export const attestationFileKinds = [
  /** The root certificate, PEM. */
  'root',
  /** The metadata statement of the active authenticator, JSON. */
  'statement',
  /** The metadata statement of U2F, which has no AAGUID, JSON. */
  'u2f-statement',
  /** A signed metadata BLOB with all statements, in the format of FIDO's metadata service. */
  'blob',
] as const

export type AttestationFileKind = (typeof attestationFileKinds)[number]
