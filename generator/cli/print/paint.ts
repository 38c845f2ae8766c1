const styles = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof styles;

/** Puts a text in a style, or leaves it as it is where colour is off. */
export type Paint = (style: Style, text: string) => string;

/** Node's own `styleText` ignores NO_COLOR when it is given several styles (measured on 20.20), hence this one. */
export function painter(colour: boolean): Paint {
  if (!colour) return (_style, text) => text;
  return (style, text) => {
    const [open, close] = styles[style];
    return `\u001b[${open}m${text}\u001b[${close}m`;
  };
}

/**
 * Whether output may carry colour: NO_COLOR with any value forbids it, FORCE_COLOR asks for it, and otherwise a
 * terminal that is not "dumb" gets it (no-color.org and the habits of terminal programs).
 */
export function mayColour(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (environment["NO_COLOR"]) return false;
  if (environment["FORCE_COLOR"]) return environment["FORCE_COLOR"] !== "0";
  return isTerminal && environment["TERM"] !== "dumb";
}
