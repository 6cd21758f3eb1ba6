export interface OpenedFile {
  /** Without its folder. */
  readonly name: string
  readonly text: string
}

/** Asks the user for a file, and reads it. null when the user cancelled. */
export type OpenFile = () => Promise<OpenedFile | null>
