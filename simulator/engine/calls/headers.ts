import { isObject, toText, type WdlValue } from "../../expressions/index.ts";

/** A header whatever its case. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const direct = headers[name];
  if (direct !== undefined) return direct;
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === name) return value;
  }
  return undefined;
}

/** The headers that an action's expressions gave, as texts; what is null is left out. */
export function headersFrom(value: WdlValue): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null)
      .map(([name, each]) => [name, toText(each)]),
  );
}
