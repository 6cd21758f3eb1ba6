/** Texts that a relying party may return, and that a report must not interpret as markup. */
export const HOSTILE_TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['markup', '</failure></testcase><script>alert(1)</script>'],
  ['the end of a CDATA section', 'a]]>b'],
  ['quotes', `" onload="x" ' x='`],
  ['entities', '&amp;&#0;&lol;'],
  ['control characters', 'a\u0000b\u0008c\u001b[31md\u007fe\u0085f\u009fg'],
  ['line ends and tabs', 'a\r\nb\tc\nd'],
  ['a lone surrogate', 'a\ud800b\udfffc'],
  ['characters that XML has not', 'a\ufffeb\uffffc'],
  ['text that is turned round', 'a\u202eb\u2066c'],
  ['a comment', '<!-- --> <![CDATA[ <?xml ?>'],
  ['other scripts', 'Ω 漢字 😀 é'],
]
