/** What the window can save for a relying party that is to trust Latchkey's attestation. */
export const attestationFileKinds = [
  /** The root certificate, PEM. */
  'root',
  /** The metadata statement of the authenticator in use, JSON. */
  'statement',
  /** The metadata statement of U2F, which knows no AAGUID, JSON. */
  'u2f-statement',
  /** A metadata BLOB with all statements, signed, as FIDO's metadata service has it. */
  'blob',
] as const

export type AttestationFileKind = (typeof attestationFileKinds)[number]
