/** Asks the user where to save a file. Answers with the place, or null when the user cancelled. */
export type SaveFile = (
  suggestedName: string,
  text: string | Iterable<string>,
) => Promise<string | null>
