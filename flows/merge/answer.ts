import type { Model } from "../../generator/model/model.ts";
import type { Expression } from "../kit/expression.ts";
import { and, coalesce, constant, contains, equals, not, or, outputs, when } from "../kit/functions.ts";
import { settleAgain } from "../kit/settle.ts";
import { steps } from "../records/names.ts";
import { isAsked, readStatus } from "../records/sources.ts";
import { createStep } from "./create-case.ts";
import { everythingSteps, everythingSuffix, hasChangesAlone } from "./everything-case.ts";
import { inboundSteps } from "./inbound-case.ts";
import { lookSteps, mayCreateAfterLook } from "./look-case.ts";
import { forgetStep } from "./other-cases.ts";
import { catchSteps } from "./refused-case.ts";
import { isUnmoved, rereadStep } from "./send-case.ts";
import { guardedWrites } from "./watched-calls.ts";

export function answerStatus(model: Model): Expression {
  const guarded = [
    steps.change,
    everythingSteps.change,
    everythingSteps.close,
    everythingSteps.invite,
    createStep,
    ...(hasChangesAlone(model) ? [everythingSteps.alone] : []),
    ...guardedWrites(model),
  ].map((action) => equals(outputs(action, "statusCode"), settleAgain));
  const made = [
    lookSteps.link,
    forgetStep,
    inboundSteps.link,
    ...(model.flowOptions.leads ? [inboundSteps.linkConverted] : []),
  ].map((action) => equals(outputs(action, "statusCode"), 200));
  const created = [
    inboundSteps.create,
    ...(model.flowOptions.leads ? [inboundSteps.createConverted] : []),
  ].map((action) => contains(constant([201, settleAgain]), coalesce(outputs(action, "statusCode"), 0)));
  const moved =
    model.connectors.mode === "certified"
      ? ["", everythingSuffix].map((suffix) =>
          and(equals(outputs(rereadStep(suffix), "statusCode"), 200), not(isUnmoved(suffix))),
        )
      : [];
  const isAgain = or(...guarded, ...made, ...created, ...moved, mayCreateAfterLook());
  const kind = outputs(catchSteps.cause, "kind");
  const isUnread = and(
    equals(outputs(steps.readSalesforce, "statusCode"), 200),
    not(and(equals(readStatus(0), 200), equals(readStatus(1), 200))),
  );
  return when(
    and(isAgain, not(isAsked("lastTime"))),
    settleAgain,
    when(or(isUnread, equals(kind, "Failed"), equals(kind, "Written already")), 502, 200),
  );
}
