/** A text of at most so many characters; where it is longer, what it begins with. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half of a character that takes two is none.
  return `${text.slice(0, most - 3).replace(/[\ud800-\udbff]$/, "")}...`;
}
