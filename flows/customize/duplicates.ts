import { call, type Expression, get } from "../kit/expression.ts";
import { body, when } from "../kit/functions.ts";

/**
 * The record that a duplicate rule of the organization names in its refusal (DUPLICATES_DETECTED): its type or id.
 * Null for any other answer; an answer that is no list has none.
 */
export function duplicateOf(create: string, part: "type" | "Id"): Expression {
  const text = call("string", body(create));
  const matches = get(body(create), 0, "duplicateResult", "matchResults", 0, "matchRecords", 0, "record");
  return when(
    call("contains", text, "DUPLICATES_DETECTED"),
    part === "type" ? get(matches, "attributes", "type") : get(matches, "Id"),
    null,
  );
}
