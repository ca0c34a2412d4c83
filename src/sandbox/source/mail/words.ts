/** The words of a text in lower case: letters, at least three and at most twenty of them. */
export const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/(?<![\p{L}\d])\p{L}(?:\p{L}|'(?=\p{L})){2,19}(?![\p{L}\d])/gu) ?? [];
