import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** How the world has moved away from the mapping. */
export const driftCodes = declareCodes("DOCTOR", {
  OBJECT_MISSING: {
    severity: "error",
    message: "Salesforce shows no object {name}.",
    next: "Deploy the Salesforce package and assign its permission sets, or correct the name in the mapping under crm.objects.",
  },
  FIELD_MISSING: {
    severity: "error",
    message: "Salesforce does not show every field of {name} that the sync needs.",
    why: "They do not exist, or are hidden from the user who looks. If they are hidden from the user of the connection too, every run fails with *No such column*.",
    next: "Deploy the Salesforce package and assign its permission sets, or correct the names in the mapping or its variables.",
  },
  FIELDS_HIDDEN: {
    severity: "warning",
    message: "The user who looks sees nothing of the Salesforce package, though it is deployed.",
    why: "What a deployment makes is visible to nobody until a permission set is assigned, not even to administrators.",
    next: "`sf org assign permset --name {viewer}` for that user, then look again. The user of the connection needs another one: {integration}.",
  },
  PERMISSION_SET_MISSING: {
    severity: "error",
    message: "Salesforce has no permission set {name}.",
    why: "It comes with the Salesforce package; without it the user of the connection does not see the fields.",
    next: "Deploy the Salesforce package: `cosell deploy`, or as docs/salesforce.md says.",
  },
  PERMISSION_SET_UNASSIGNED: {
    severity: "error",
    message: "Nobody has the permission set {name}.",
    why: "The user of the connection then does not see the fields, and every run fails with *No such column*.",
    next: "`sf org assign permset --name {name} --on-behalf-of USER`, with the user who signed in the Salesforce connection.",
  },
  FIELD_TYPE: {
    severity: "error",
    message: "The field {name} has another type than the sync needs.",
    next: "Name another field in the mapping, or let an administrator change the type.",
  },
  FIELD_SHORT: {
    severity: "error",
    message: "The field {name} is shorter than what the sync writes into it.",
    next: "Lengthen the field in Salesforce.",
  },
  FIELD_NOT_UNIQUE: {
    severity: "error",
    message: "The field {name} is not unique.",
    why: "It is what keeps two runs at once from creating the same record twice.",
    next: "Set *Unique* and *External ID* in Salesforce; merge the records that stand in the way first.",
  },
  FIELD_NOT_WRITABLE: {
    severity: "warning",
    message: "The field {name} cannot be written by the user who looks.",
    why: "It is a formula, or the permissions of that user do not let it be edited. The user of the connection needs to.",
    next: "Assign the permission set of the integration, or make the direction of the field toPartnerCenter.",
  },
  FIELD_REQUIRED: {
    severity: "error",
    message: "Salesforce demands the field {name}, and the sync gives it no value.",
    why: "Every record that comes in from Partner Center is refused: REQUIRED_FIELD_MISSING.",
    next: "Give it a value under AlsoWrite in the flow [Customize], a default in Salesforce, or a line in the mapping.",
  },
  PICKLIST_VALUE_MISSING: {
    severity: "error",
    message: "The pick list {name} lacks values that the sync writes.",
    next: "Add them in Salesforce as they stand in the mapping, or change the mapping.",
  },
  PICKLIST_VALUE_UNMAPPED: {
    severity: "warning",
    message: "The pick list {name} has values that the mapping does not translate.",
    why: "Whoever chooses one of them is told in the audit that it cannot be sent.",
    next: "Add them to the mapping, or take them out of the pick list.",
  },
  STAGE_MISSING: {
    severity: "error",
    message: 'Salesforce has no active stage "{stage}".',
    why: "Nothing that should come in on this stage is created, and no deal can reach it.",
    next: "Correct the stage in the mapping or in the variable, or add it in Salesforce.",
  },
  STAGE_CLASS: {
    severity: "error",
    message: 'The stage "{stage}" means something else in Salesforce than in the mapping.',
    why: "A deal would be accepted, or closed, in Partner Center when it is not, and that cannot be taken back.",
    next: "Correct the stages in the mapping, or the settings of the stage in Salesforce.",
  },
  STAGE_UNNAMED: {
    severity: "warning",
    message: 'The closed stage "{stage}" is not in the mapping.',
    why: "A stage that the mapping does not name counts as active: a deal that is closed with it stays open in Partner Center.",
    next: "Add it to the mapping under stages, won or lost.",
  },
  RULE_IN_THE_WAY: {
    severity: "warning",
    message: "The validation rule {name} may refuse what the sync writes.",
    why: "Its formula looks at fields that the sync writes, and lets nobody pass.",
    next: "Let the integration pass: NOT($Permission.{permission}) in its formula.",
  },
  ATTRIBUTE_NEW: {
    severity: "warning",
    message: "Deals in Partner Center carry the attribute {name}, which the mapping does not send.",
    why: "Microsoft makes attributes mandatory from time to time; a deal without one is then refused.",
    next: "Look in the portal whether it is mandatory when a deal is made, and add it to the mapping under deals.attributes.",
  },
});
