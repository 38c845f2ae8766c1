import type { Model } from "../../generator/model/model.ts";
import { assistanceCode } from "../creation/new-referral.ts";
import { callCustomize } from "../customize/inputs.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, branch, callFlow, forEach, operation, select } from "../kit/action.ts";
import { call, type Expression, get, type Value } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  cut,
  equals,
  first,
  item,
  joinFilled,
  json,
  jsonMember,
  not,
  orEmpty,
  outputs,
  skip,
  string,
  union,
  utcNow,
  when,
} from "../kit/functions.ts";
import { closeChanges, outgoingReason } from "../projection/stage.ts";
import { has, openCodes } from "../projection/verdict.ts";
import { auditWith } from "../records/audit.ts";
import { steps } from "../records/names.ts";
import { guardTime } from "../records/salesforce-requests.ts";
import { bothSides, kept, referral, stateOwner } from "../records/sources.ts";
import { stateText, withProperties } from "../records/state.ts";
import { elementsKey } from "./read.ts";
import { customizeBody, writeAhead, writeResult } from "./write.ts";

/** What one case of sending does besides changing fields. */
export interface SendCase {
  /** Distinguishes the names of the actions: "", "before closing". */
  readonly suffix: string;
  /** Whether Salesforce takes values in the same run. */
  readonly takes: boolean;
  readonly ending: "none" | "close" | "invite";
}

const own = (key: string): Expression => get(item(), key);

/** The actions that carry differences to Partner Center: remember, change, then close or invite, then write the result. */
export function sendActions(model: Model, sendCase: SendCase): readonly Action[] {
  const named = (name: string): string => (sendCase.suffix === "" ? name : `${name} ${sendCase.suffix}`);
  const changes = named(steps.changes);
  const ahead = named(steps.writeAhead);
  const change = named(steps.change);
  const values = named(steps.values);
  const written = writeResult(model, named(steps.writeAfterSending), {
    writeAhead: sendCase.ending === "invite" ? steps.invite : ahead,
    ...(sendCase.takes ? { values } : {}),
  });
  return [
    select(
      changes,
      "The JSON-Patch operations of every field that is sent.",
      body(steps.decide),
      when(has("send", "close"), own("change"), ""),
    ),
    writeAhead(model, ahead),
    changeReferral(
      model,
      change,
      "Sends all differences in one call, unless somebody has changed the referral since it was read.",
      {
        patch: json(concat("[", joinFilled(body(changes), ","), "]")),
        eTag: referral("eTag"),
      },
    ),
    ...ending(model, sendCase, change, ahead),
    ...(sendCase.takes ? [valuesForSalesforce(values)] : []),
    written,
    afterRefusal(model, { suffix: sendCase.suffix, change, changes, ahead }),
  ].map((action, index, all) => followFrom(action, index, all, change));
}

/** The refusal hangs on the change itself; everything else follows the action before it. */
function followFrom(action: Action, index: number, all: readonly Action[], change: string): Action {
  if (index !== all.length - 1) return action;
  return { ...action, after: { [change]: ["Failed", "TimedOut"] } };
}

/** A JSON-Patch of the referral. Our own connector carries the eTag; Microsoft's cannot. */
export function changeReferral(
  model: Model,
  name: string,
  description: string,
  request: { readonly patch: Expression; readonly eTag?: Expression },
): Action {
  const guard =
    model.connectors.mode === "custom" ? { Prefer: "return=representation", ...ifMatch(request.eTag) } : {};
  return operation(name, description, {
    connection: "referrals",
    operationId: partnerCenter.patch,
    repetition: request.eTag === undefined ? "never" : "safe",
    parameters: { id: kept(model.crm, "referralIdentifier"), ...guard, Referral: request.patch },
  });
}

function ifMatch(eTag: Expression | undefined): { readonly [key: string]: Value } {
  return eTag === undefined ? {} : { "If-Match": eTag };
}

/** What Salesforce takes, as members of [Customize]'s body: each value, and what Partner Center holds for it. */
export function valuesForSalesforce(name: string): Action {
  const values = string(own("values"));
  const members = call("substring", values, 1, call("sub", call("length", values), 2));
  const settled = jsonMember(concat(own("field"), ".settled"), own("pc"));
  return select(
    name,
    "Each value that Salesforce takes, by the property that [Customize] knows it under.",
    body(steps.decide),
    when(has("take", "restore"), concat(members, ",", settled), ""),
  );
}

function ending(model: Model, sendCase: SendCase, change: string, ahead: string): readonly Action[] {
  switch (sendCase.ending) {
    case "none":
      return [];
    case "close":
      return [
        changeReferral(
          model,
          steps.close,
          "Closing is the last change of all: nothing can be changed after it.",
          {
            patch: json(closeChanges(model, outgoingReason(model))),
            eTag: coalesce(body(change, "eTag"), referral("eTag")),
          },
        ),
      ];
    case "invite":
      return [
        callFlow(
          steps.invite,
          "Asks Microsoft for help: a second referral in the same engagement.",
          "createReferral",
          {
            text: "Invite",
            text_1: string(
              customizeBody(
                model,
                { [model.crm.opportunity.status]: "Pending" },
                { guard: guardTime(body(ahead, "modified")) },
              ),
            ),
            text_2: string(invitation(model)),
            text_3: stateText(bothSides("state"), {
              for: stateOwner(),
              sent: json(membersText(steps.pairs)),
            }),
            text_4: orEmpty(kept(model.crm, "audit")),
          },
        ),
      ];
  }
}

/** What Microsoft's referral takes over from ours. */
function invitation(model: Model): Expression {
  const taken = ["name", "qualification", "customerProfile", "consent", "details", "team"];
  const referralParts = Object.fromEntries(taken.map((part) => [part, referral(part)]));
  return withProperties(constant({}), {
    referral: withProperties(constant({ type: "Shared" }), referralParts),
    assistance: assistanceCode(model),
    engagementId: referral("engagementId"),
    id: referral("id"),
  });
}

interface Refusal {
  readonly suffix: string;
  readonly change: string;
  readonly changes: string;
  readonly ahead: string;
}

/** Statuses that say no to what was asked; the others say not now. */
const refusals = [400, 403, 404, 405, 409, 410, 413, 415, 422, 423];

/** Tries a refused change once more field by field, and remembers what stays refused. */
export function afterRefusal(model: Model, refusal: Refusal): Action {
  const named = (name: string): string => (refusal.suffix === "" ? name : `${name} ${refusal.suffix}`);
  const each = named("Try each change alone");
  const refused = named("Changes that were refused");
  const pairs = named("Pairs after the refusal");
  const open = named("Open after the refusal");
  const list = skip(union(createArray(""), body(refusal.changes)), 1);
  const isRefused = and(has("send"), contains(body(refused), own("change")));
  const reason = cut(coalesce(body(refusal.change, "error", "message"), string(body(refusal.change))), 300);
  const status = coalesce(outputs(refusal.change, "statusCode"), 0);
  const words = concat("Partner Center refused a change (", string(status), "): ", reason);
  const notNow = concat(
    "Partner Center did not take the changes now (",
    string(status),
    "): ",
    reason,
    " - they will be sent again",
  );
  return branch(
    named("If Partner Center said no"),
    "A refusal is tried once more field by field; a changed referral is read again; anything else is left to a later run.",
    contains(constant([...refusals]), status),
    [
      forEach(each, "Each field's change in a call of its own, one after the other.", list, [
        changeReferral(model, named("Change one field"), "One field alone.", {
          patch: json(concat("[", item(), "]")),
        }),
      ]),
      {
        ...select(
          refused,
          "Those of the changes that were refused again.",
          call("range", 0, call("length", list)),
          when(
            equals(
              get(first(call("result", each.replaceAll(" ", "_"))), "outputs", item(), "status"),
              "Succeeded",
            ),
            "",
            get(list, item()),
          ),
        ),
        after: { [each]: ["Succeeded", "Failed", "TimedOut"] },
      },
      select(
        pairs,
        "As before, but a refused field keeps what Partner Center holds.",
        body(steps.decide),
        when(isRefused, jsonMember(own("field"), createArray(own("crm"), own("pc"))), pairWithoutTaking()),
      ),
      select(
        open,
        "The refused fields among those that stay open.",
        body(steps.decide),
        when(
          isRefused,
          jsonMember(own("field"), createArray(openCodes.refused, utcNow("yyyy-MM-ddTHH:mm:ssZ"))),
          keptOpen(),
        ),
      ),
      callCustomize(
        named("Write down what was refused"),
        "What stays refused is remembered and not sent again until somebody changes it.",
        {
          type: "StoreState",
          body: customizeBody(
            model,
            { [model.crm.opportunity.status]: "Error" },
            { guard: guardTime(body(refusal.ahead, "modified")) },
          ),
          state: stateText(bothSides("state"), {
            for: stateOwner(),
            pairs: setElements(membersText(pairs)),
            sent: constant({}),
            open: json(membersText(open)),
          }),
          audit: auditWith(kept(model.crm, "audit"), words, model.flowOptions.auditMaxLength),
        },
      ),
    ],
    [
      branch(
        named("If it was not just changed by somebody else"),
        "412 is read and merged again at once. Anything else is written down; what was about to be sent stays remembered.",
        not(equals(status, changedMeanwhile)),
        [
          callCustomize(
            named("Write down that Partner Center did not answer"),
            "Reconcile, or the next edit, takes it up again.",
            {
              type: "StoreState",
              body: customizeBody(
                model,
                { [model.crm.opportunity.status]: "Error" },
                { guard: guardTime(body(refusal.ahead, "modified")) },
              ),
              state: stateText(bothSides("state"), {
                for: stateOwner(),
                sent: json(membersText(steps.pairs)),
              }),
              audit: auditWith(kept(model.crm, "audit"), notNow, model.flowOptions.auditMaxLength),
            },
          ),
        ],
      ),
    ],
  );
}

const caseSuffixes = [
  "",
  "while taking others",
  "before closing",
  "before inviting Microsoft",
  "with people and solutions",
];
const inEveryCase = (name: string): readonly string[] =>
  caseSuffixes.map((suffix) => (suffix === "" ? name : `${name} ${suffix}`));

/** The calls of a merge that are refused with 412 when somebody was faster. */
export const guardedCalls: readonly string[] = [
  ...inEveryCase(steps.change),
  ...inEveryCase(steps.writeAhead),
  ...inEveryCase(steps.writeAfterSending),
  steps.close,
  steps.writeOnly,
  steps.writeAgreed,
];

/** Precondition failed: the record was changed since it was read. */
export const changedMeanwhile = 412;

const membersText = (action: string): Expression => concat("{", joinFilled(body(action), ","), "}");

function setElements(pairs: Expression): Expression {
  return call(
    "setProperty",
    json(pairs),
    elementsKey,
    createArray(bothSides("crmElements"), bothSides("pcElements")),
  );
}

/** The pair of a field that was not refused; what Salesforce was to take is left for the next run. */
function pairWithoutTaking(): Expression {
  return when(
    has("send", "close"),
    jsonMember(own("field"), createArray(own("crm"), own("sent"))),
    when(
      has("take", "restore", "keep"),
      when(equals(own("was"), null), "", jsonMember(own("field"), own("was"))),
      jsonMember(own("field"), createArray(own("crm"), own("pc"))),
    ),
  );
}

function keptOpen(): Expression {
  return when(and(has("keep"), not(equals(own("open"), null))), jsonMember(own("field"), own("open")), "");
}
