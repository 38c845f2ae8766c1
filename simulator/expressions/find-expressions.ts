import { isArray, isObject, type WdlValue } from "./value.ts";

/** A string with an expression in it. */
export interface FoundExpression {
  /** JSON pointer of the value, or of the property whose name it is. */
  readonly pointer: string;
  readonly text: string;
  readonly where: "value" | "key";
}

/** Every string of JSON that the platform would evaluate, in document order. */
export function findExpressions(json: WdlValue, pointer = ""): readonly FoundExpression[] {
  if (typeof json === "string") return isExpression(json) ? [{ pointer, text: json, where: "value" }] : [];
  if (isArray(json)) return json.flatMap((each, index) => findExpressions(each, `${pointer}/${index}`));
  if (!isObject(json)) return [];
  return Object.entries(json).flatMap(([key, each]): readonly FoundExpression[] => {
    const place = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const inKey: readonly FoundExpression[] = isExpression(key)
      ? [{ pointer: place, text: key, where: "key" }]
      : [];
    return [...inKey, ...findExpressions(each, place)];
  });
}

function isExpression(text: string): boolean {
  return text.includes("@{") || (text.startsWith("@") && text.length > 1 && text.charAt(1) !== "@");
}
