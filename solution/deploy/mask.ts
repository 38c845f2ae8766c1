/** Replaces secrets in everything that is shown or written. */
export interface Mask {
  /** From now on the text is a secret, in every form in which a program may print it. */
  readonly hide: (secret: string) => void;
  readonly apply: (text: string) => string;
}

/** Stands where a secret stood. */
export const masked = "***";

/** Shorter texts would mask half of every line and protect nothing. */
const shortestSecret = 4;

export function createMask(): Mask {
  const forms = new Set<string>();
  return {
    hide: (secret) => {
      if (secret.length < shortestSecret) return;
      for (const form of formsOf(secret)) forms.add(form);
    },
    apply: (text) => {
      // Longer forms first: one may be part of another.
      const ordered = [...forms].sort((one, other) => other.length - one.length);
      return ordered.reduce((result, form) => result.replaceAll(form, masked), text);
    },
  };
}

/** As it is, in base64 (as the wrapper hands it to pac), in a URL, and in JSON. */
function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret, "utf8").toString("base64");
  return [secret, base64, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}
