import type { Model } from "../../generator/model/model.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, operation, select } from "../kit/action.ts";
import { comparisonRows } from "../projection/rows.ts";
import { decidedRow, rowWithPast } from "../projection/verdict.ts";
import { steps } from "../records/names.ts";
import { compositeCall, pairQuery, queryRequest } from "../records/salesforce-requests.ts";
import { kept } from "../records/sources.ts";
import { setRows } from "./elements.ts";

/** Reads the opportunity with all that belongs to it, and the organization, in one call. */
export function readSalesforce(model: Model): Action {
  return operation(
    steps.readSalesforce,
    "The opportunity with account, people and solutions, and which organization this is: one call.",
    compositeCall(
      model,
      [
        queryRequest(model, "opportunity", pairQuery(model)),
        queryRequest(model, "organization", "SELECT Id FROM Organization"),
      ],
      { together: false, repetition: "safe" },
    ),
  );
}

export function readReferral(model: Model): Action {
  return operation(steps.readReferral, "The referral as Partner Center holds it now, with its eTag.", {
    connection: "referrals",
    operationId: partnerCenter.read,
    repetition: "safe",
    parameters: { id: kept(model.crm, "referralIdentifier") },
  });
}

/** The three-way merge: every field in the same form from both sides, with the pair that was settled last. */
export function decideFields(model: Model): Action {
  const rows = [...comparisonRows(model), ...setRows(model)];
  return select(
    steps.decide,
    "Each field and its verdict (0), then pair (1), open (2), refused (3), change (4), words (5), values (6), flags (7), change that goes alone (8), pair if refused (9).",
    rows.map((row) => rowWithPast(model, row)),
    decidedRow(),
  );
}
