import { type Static, Type } from "@sinclair/typebox";
import { crmSection } from "./crm-section.ts";
import {
  closingReasonsSection,
  contactsSection,
  dealsSection,
  fieldsSection,
  solutionsSection,
  stagesSection,
  teamSection,
  valuesSection,
} from "./fields-section.ts";
import { flowsSection } from "./flows-section.ts";
import {
  connectionReferencesSection,
  connectorsSection,
  environmentsSection,
  environmentVariablesSection,
  solutionSection,
} from "./solution-section.ts";

/** The mapping, declared once: the type, the validator and the published JSON Schema all come from here. */
export const mappingSchema = Type.Object(
  {
    format: Type.Literal(1, { description: "The version of this format." }),
    solution: solutionSection,
    connectors: connectorsSection,
    connectionReferences: connectionReferencesSection,
    environmentVariables: environmentVariablesSection,
    crm: crmSection,
    fields: fieldsSection,
    solutions: Type.Optional(solutionsSection),
    contacts: Type.Optional(contactsSection),
    team: Type.Optional(teamSection),
    values: Type.Optional(valuesSection),
    stages: stagesSection,
    closingReasons: Type.Optional(closingReasonsSection),
    deals: Type.Optional(dealsSection),
    flows: Type.Optional(flowsSection),
    environments: Type.Optional(environmentsSection),
  },
  {
    $id: "mapping.schema.json",
    title: "cosell mapping",
    description: "Everything cosell needs to know to keep Salesforce and Partner Center in step.",
    additionalProperties: false,
  },
);

/** A mapping whose shape is right, before defaults are filled in. */
export type Mapping = Static<typeof mappingSchema>;
