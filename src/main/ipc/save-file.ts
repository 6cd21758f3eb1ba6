/**
 * Asks the user where to save a file. Answers with the path, or null when the user cancelled.
 *
 * @param whose `secret`: only the user may read the file.
 */
export type SaveFile = (
  suggestedName: string,
  text: string | Iterable<string>,
  whose?: 'secret',
) => Promise<string | null>
