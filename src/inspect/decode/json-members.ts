const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/**
 * The names of an object's members in order, including duplicates, which `JSON.parse` hides.
 *
 * @param text a JSON object.
 */
export function memberNames(text: string): readonly string[] {
  const names: string[] = []
  let depth = 0
  let isName = false
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') isName = ++depth === 1
    else if (token === '}' || token === ']') depth--
    else if (token === ',') isName = depth === 1
    else if (token !== ':' && isName) {
      names.push(JSON.parse(token) as string)
      isName = false
    }
  }
  return names
}
