/**
 * Chooses mutants by words of the command line: the name of a finding such as `A1`, or a part of a mutant's name.
 *
 * @returns every name if there are no words.
 */
export function chosenBy(words: readonly string[], names: readonly string[]): readonly string[] {
  if (words.length === 0) return names
  return names.filter((name) => words.some((word) => isMeant(word, name)))
}

function isMeant(word: string, name: string): boolean {
  return /^[A-Z]+\d+$/.test(word) ? name.startsWith(`${word}:`) : name.includes(word)
}
