/** Control characters and those that turn the direction of writing: they could move the cursor or hide text. */
const unsafe = /[\p{Cc}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;

/** A text of the user's as it may stand on one line of a terminal. */
export function safeText(text: string): string {
  return text.replace(unsafe, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `\\u${point.toString(16).padStart(4, "0")}`;
  });
}

/** The same for a line of a file, where every character keeps its width of one column. */
export function safeLine(line: string): string {
  return line.replace(/\t/g, " ").replace(unsafe, "\u{fffd}");
}
