/** The documents in the npm package: messages and types of the package name them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** For those who work on Latchkey itself. */
const FOR_CONTRIBUTORS = ['architecture.md', 'measurements.md', 'mutants.md', 'vault-harnesses.md']

/**
 * @param from the folder with the documents.
 * @param to the folder `docs` of the package.
 */
export function packDocuments(from: string, to: string): void {
  const names = readdirSync(from).filter(
    (name) => name.endsWith('.md') && !FOR_CONTRIBUTORS.includes(name),
  )
  mkdirSync(to, { recursive: true })
  for (const name of names)
    writeFileSync(
      join(to, name),
      withoutDeadLinks(readFileSync(join(from, name), 'utf8'), (link) => names.includes(link)),
    )
}

/**
 * @param isThere whether the package has the file to which a document links.
 * @returns the document with the text alone where its links led out of the package, and without pictures.
 */
export function withoutDeadLinks(text: string, isThere: (link: string) => boolean): string {
  return text
    .replaceAll(/^!\[[^\]]*\]\([^)]*\)\n*/gm, '')
    .replaceAll(/\[([^\]]+)\]\(([^)\s#]+)[^)]*\)/g, (whole, words: string, link: string) =>
      /^[a-z]+:/.test(link) || isThere(link) ? whole : words,
    )
}

/** The documents that a file of the package names, but the package lacks. `folder` is that of the package. */
export function missingDocuments(folder: string, text: string): readonly string[] {
  const named = new Set(Array.from(text.matchAll(/\bdocs\/[a-z-]+\.md/g), ([name]) => name))
  return [...named].filter((name) => !existsSync(join(folder, name)))
}
