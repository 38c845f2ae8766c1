import { mappingSchema } from "./schema/mapping-schema.ts";

/** The JSON Schema (draft-07) that editors complete and explain mappings with. */
export function mappingJsonSchema(): string {
  const schema = { $schema: "http://json-schema.org/draft-07/schema#", ...mappingSchema };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
