/** `Name='Some words' Amount=3`: quotes belong to the value's edges, a backslash to what follows it. */
export function readValues(text: string): Readonly<Record<string, unknown>> {
  const pairs = text.matchAll(/(\w+)=(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+))/g);
  return Object.fromEntries(
    [...pairs].map(([, name = "", single, double, bare]) => {
      const quoted = single ?? double;
      if (quoted !== undefined) return [name, quoted.replaceAll(/\\(.)/g, "$1")];
      return [name, bare === "true" ? true : bare === "false" ? false : bare];
    }),
  );
}
