/**
 * `npm run recipes`: copies recipes from the projects of test/drivers, which tests run, into the documents. A document
 * names the file in a comment before the code block; a program marks the part by `#region recipe`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inProject } from './project-paths'

const BLOCK = /(<!-- recipe: (\S+) -->\n+```\w+\n)(.*?)(?=^```$)/gms

/** The documents that may contain recipes, relative to the repository. */
export function documentsWithRecipes(): readonly string[] {
  const docs = readdirSync(inProject('docs')).filter((name) => name.endsWith('.md'))
  return ['README.md', 'packaging/npm/README.md', ...docs.map((name) => join('docs', name))]
}

/** @returns the document with its recipes as the files have them now. @throws when a file has no recipe. */
export function withRecipes(document: string): string {
  return document.replace(BLOCK, (_, opening: string, file: string) => opening + recipeIn(file))
}

function recipeIn(file: string): string {
  const text = readFileSync(inProject(file), 'utf8')
  if (!/\.[jt]s$/.test(file)) return text
  const recipe = /^\/\/ #region recipe\n(.*?)^\/\/ #endregion$/ms.exec(text)?.[1]
  if (recipe === undefined) throw new Error(`${file} has no // #region recipe`)
  return recipe
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const document of documentsWithRecipes()) {
    const file = inProject(document)
    writeFileSync(file, withRecipes(readFileSync(file, 'utf8')))
  }
