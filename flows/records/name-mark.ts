import type { Model } from "../../generator/model/model.ts";
import { type Expression, variable } from "../kit/expression.ts";
import { and, coalesce, concat, equals, greater, length, not, when } from "../kit/functions.ts";
import { bareName, glyphs } from "../projection/canonical.ts";

/** Opportunity.Name holds 120 characters (Salesforce field reference). */
const nameLength = 120;

/**
 * The name with the mark that says how the sync stands: where the variable wants one, not on hold, and only where it
 * fits. While something is pending the name stays as it is.
 */
export function markedName(
  model: Model,
  record: { readonly name: Expression; readonly stage: Expression; readonly status: Expression },
): Expression {
  const bare = bareName(record.name);
  const mark = when(
    equals(record.status, "Synced"),
    `${glyphs.success} `,
    model.flowOptions.glyphOnError ? `${glyphs.failure} ` : "",
  );
  const isWanted = and(
    equals(variable("displayCheckMark"), true),
    not(equals(record.stage, variable("onHoldStage"))),
    not(greater(length(bare), nameLength - 2)),
  );
  const isSettled = not(equals(coalesce(record.status, "Pending"), "Pending"));
  return when(isSettled, concat(when(isWanted, mark, ""), bare), record.name);
}
