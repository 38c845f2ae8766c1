import type { SchemaSource } from "./model.ts";
import {
  opportunity,
  opportunityContactRole,
  opportunityLineItem,
  opportunityTeamMember,
  product,
} from "./standard/opportunity.ts";
import { account, contact, lead, user } from "./standard/people.ts";
import {
  currencyType,
  opportunityStage,
  organization,
  permissionSet,
  permissionSetAssignment,
} from "./standard/setup.ts";

/** The standard objects that the sync touches. Anything else does not exist in an emulated org. */
export const standardObjects: SchemaSource = {
  objects: [
    user,
    organization,
    opportunityStage,
    currencyType,
    permissionSet,
    permissionSetAssignment,
    account,
    contact,
    lead,
    product,
    opportunity,
    opportunityContactRole,
    opportunityTeamMember,
    opportunityLineItem,
  ],
  permissionSets: [],
};
