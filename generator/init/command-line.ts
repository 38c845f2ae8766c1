/** Words as a shell takes them on one line. */
export function commandLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w.,/=:@+-]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, "\\$&")}"`))
    .join(" ");
}
