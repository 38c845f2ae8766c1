import { ExpressionError } from "../expression-error.ts";
import { findKey } from "../values/names.ts";
import { writeJson } from "../values/write-json.ts";
import { objectArgument, textArgument } from "./arguments.ts";
import { merged } from "./collections.ts";
import { type FunctionDefinition, pure } from "./definition.ts";

/** Functions that copy an object with a difference. Names are found without regard to case. */
export const objectFunctions: readonly FunctionDefinition[] = [
  pure("addProperty", [3, 3], (object, name, value = null) => {
    const old = objectArgument("addProperty", object);
    const key = textArgument("addProperty", name, "second");
    if (findKey(old, key) !== undefined) {
      throw new ExpressionError(
        `The template language function 'addProperty' expects the property to not exist in the object. Unable to add property '${key}' to '${writeJson(old)}' as it already exists.`,
      );
    }
    return { ...old, [key]: value };
  }),
  pure("setProperty", [3, 3], (object, name, value = null) => {
    const old = objectArgument("setProperty", object);
    const key = textArgument("setProperty", name, "second");
    return { ...old, [findKey(old, key) ?? key]: value };
  }),
  pure("removeProperty", [2, 2], (object, name) => {
    const old = objectArgument("removeProperty", object);
    const found = findKey(old, textArgument("removeProperty", name, "second"));
    return Object.fromEntries(Object.entries(old).filter(([key]) => key !== found));
  }),
  pure("mergeObjects", [2, 2], (left, right) => {
    return merged([
      objectArgument("mergeObjects", left, "first"),
      objectArgument("mergeObjects", right, "second"),
    ]);
  }),
];
