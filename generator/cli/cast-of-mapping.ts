import { parse, stringify } from "yaml";
import type { Theatre } from "../../simulator/scenario/run-scenario.ts";
import type { Scenario } from "../../simulator/scenario/scenario.ts";
import { type Cast, tenantTheatre } from "../../simulator/scenario/theatre.ts";
import { FlowLibrary } from "../../simulator/tenant/running-flows.ts";
import type { Tenant } from "../../simulator/tenant/types.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { assert, Failure } from "../diagnostics/failure.ts";
import { build, type MappingSource } from "../pipeline.ts";
import { mergePatch } from "../spec/merge-patch.ts";
import { builtSchema } from "./built-schema.ts";
import { fixtureReader } from "./scenario-files.ts";

/** What scenarios are played with: the managed zips that are built from a mapping. Nothing where it has mistakes. */
export function castOfMapping(source: MappingSource): {
  readonly cast: Cast | undefined;
  readonly findings: readonly Diagnostic[];
} {
  const { artifacts, diagnostics: findings, model } = build(source);
  if (hasErrors(findings) || model === undefined) return { cast: undefined, findings };
  const zips = (layout: "single" | "split"): readonly Uint8Array[] =>
    artifacts.flatMap(({ solution, content }) =>
      solution?.layout === layout && solution.managed && typeof content !== "string" ? [content] : [],
    );
  const organization = model.variables.find(({ key }) => key === "organizationId");
  const cast: Cast = {
    layouts: Object.fromEntries(model.solution.layouts.map((layout) => [layout, zips(layout)])),
    turnOnOrder: model.flows.map(({ name }) => name),
    ...(organization === undefined ? {} : { organizationVariable: organization.schemaName }),
    ...builtSchema(artifacts),
    fixture: fixtureReader(),
  };
  return { cast, findings };
}

/**
 * Where scenarios are played: those that want something different in the mapping with a solution that is built so, once
 * for each difference. Throws a Failure where the mapping with the difference has mistakes.
 */
export function theatresOf(
  cast: Cast,
  source: MappingSource,
  library = new FlowLibrary(),
): (scenario: Scenario) => Theatre<Tenant> {
  const known = new Map<string, Theatre<Tenant>>([["", tenantTheatre(cast, library)]]);
  return ({ given }) => {
    const changes = given?.mapping;
    const key = changes === undefined ? "" : JSON.stringify(changes);
    const theatre = known.get(key) ?? tenantTheatre(castOfChanged(source, changes), library);
    known.set(key, theatre);
    return theatre;
  };
}

function castOfChanged(source: MappingSource, changes: unknown): Cast {
  const { file, text } = source;
  const mapping: unknown = parse(typeof text === "string" ? text : new TextDecoder().decode(text));
  const changed = stringify(mergePatch(mapping, changes), { lineWidth: 0 });
  const { cast, findings } = castOfMapping({ file, text: changed });
  if (cast !== undefined) return cast;
  const mistake = findings.find(({ severity }) => severity === "error");
  assert(mistake !== undefined, "a mapping without mistakes has a model");
  throw new Failure(mistake);
}
