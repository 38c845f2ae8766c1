import { countFields } from "../../../generator/model/count-fields.ts";
import { check, type Judgement, sawFacts } from "../check.ts";
import { seen } from "../finding.ts";
import { buildCodes } from "./codes.ts";

export interface MappingState {
  readonly file: string;
  readonly mistakes: number;
  readonly flows: number;
  readonly fields: number;
}

export function judgeMapping({ file, mistakes, flows, fields }: MappingState): Judgement {
  if (mistakes === 0) return { said: `${file}: ${fields} fields, ${flows} flows`, findings: [] };
  const broken = buildCodes.finding("MAPPING_BROKEN", { file }, { where: { file } });
  const found = mistakes === 1 ? "1 mistake" : `${mistakes} mistakes`;
  return { said: `${file}: ${found}`, findings: [seen(broken, found, "none")] };
}

export const mappingCheck = check<MappingState>({
  key: "mapping",
  group: "build",
  title: "Mapping",
  look: ({ mapping: { file, mistakes, model } }) =>
    sawFacts({
      file,
      mistakes,
      flows: model?.flows.length ?? 0,
      fields: model === undefined ? 0 : countFields(model),
    }),
  judge: judgeMapping,
});
