import type { Word } from "./steps/step.ts";

/** Words as a POSIX shell reads them back, one by one and as they were. */
export function shellWords(words: readonly Word[]): string {
  return words.map(shellWord).join(" ");
}

/** As it stands where the shell has no other use for any of its characters, else in single quotes. */
function shellWord(word: Word): string {
  if (typeof word !== "string") return `"${word.shell}"`;
  return /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/.test(word)
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}
