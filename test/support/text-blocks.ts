import type { Page } from 'playwright-core'

/**
 * Draws each text as blocks, whose width depends on the number of characters. The fonts of the machine then make no
 * difference in a picture of the page. Text that is drawn afterwards has letters again.
 */
export async function drawTextAsBlocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    // The height of a line with letters of two fonts depends on both.
    document.documentElement.style.setProperty('--font-mono', 'var(--font)')

    /** In em. A longer word is cut into pieces, and a line may break between the pieces. */
    const [CHARACTER, SPACE, LONGEST] = [0.5, 0.3, 12]

    function block(text: string, margin: number): HTMLElement {
      const element = document.createElement('x-block')
      const width = `${text.length * CHARACTER}em`
      Object.assign(element.style, { display: 'inline-block', width, height: '0.7em' })
      Object.assign(element.style, { background: 'currentcolor', marginInlineEnd: `${margin}em` })
      return element
    }

    function blocksOf(word: string): readonly HTMLElement[] {
      const pieces = word.match(new RegExp(`.{1,${LONGEST}}`, 'gsu')) ?? []
      return pieces.map((piece, index) => block(piece, index === pieces.length - 1 ? SPACE : 0))
    }

    function isDrawn(text: Text): boolean {
      const parent = text.parentElement
      return text.data.trim() !== '' && parent?.closest('select, textarea, script, style') === null
    }

    const texts: Text[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts.filter(isDrawn)) {
      const drawn = document.createElement('x-text')
      // Line ends count if white space is preserved.
      for (const part of text.data.split(/(\n)|\s+/u))
        if (part === '\n') drawn.append('\n')
        else if (part) drawn.append(...blocksOf(part))
      text.replaceWith(drawn)
    }
    // The text of a field is not part of the document's text.
    for (const field of document.querySelectorAll<HTMLElement>('input, select, textarea')) {
      field.style.color = 'transparent'
      field.removeAttribute('placeholder')
    }
  })
}
