/**
 * `Name='Some words' Amount=3`, as the program reads it [salesforcecli/plugin-data, src/dataUtils.ts]: a quote of either
 * kind begins or ends a part in which blanks and the other quote are characters, parts that touch are one, a backslash is
 * a backslash, and true and false are no texts, quoted or not.
 */
export function readValues(text: string): Readonly<Record<string, unknown>> {
  const pairs: string[] = [];
  let pair = "";
  let quote = "";
  for (const character of text.trim()) {
    if (quote === "" ? character === "'" || character === '"' : character === quote) {
      quote = quote === "" ? character : "";
    } else if (quote === "" && /\s/.test(character)) {
      if (pair !== "") pairs.push(pair);
      pair = "";
    } else pair += character;
  }
  if (pair !== "") pairs.push(pair);
  return Object.fromEntries(
    pairs.map((each) => {
      const [name = "", ...rest] = each.split("=");
      return [name, readValue(rest.join("="))];
    }),
  );
}

function readValue(text: string): unknown {
  const word = text.trim().toLowerCase();
  return word === "true" ? true : word === "false" ? false : text;
}
