import type { Diagnostic, Locate } from "../diagnostics/diagnostic.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { Model } from "../model/model.ts";
import { resolveModel } from "../model/resolve.ts";
import { checkMapping } from "./checks/check-mapping.ts";
import { parseMapping } from "./parse-mapping.ts";
import type { Mapping } from "./schema/mapping-schema.ts";
import { readYaml, type Source } from "./yaml-document.ts";

/** What a mapping file comes to. There is a model exactly when no finding is an error. */
export interface ReadMapping {
  readonly mapping?: Mapping;
  readonly model?: Model;
  readonly diagnostics: readonly Diagnostic[];
  /** Finds what a later step has to say something of; there is one wherever there is a mapping. */
  readonly locate?: Locate;
}

/** read → parse → check → model. Pure: everything that is wrong with the text is a finding. */
export function readMapping(source: Source): ReadMapping {
  const read = readYaml(source);
  if (read.document === undefined) return { diagnostics: read.diagnostics };
  const parsed = parseMapping(read.document);
  if (parsed.mapping === undefined) return { diagnostics: parsed.diagnostics };
  const { mapping } = parsed;
  const diagnostics = checkMapping(mapping, read.document);
  const locate = read.document.place;
  if (hasErrors(diagnostics)) return { mapping, diagnostics, locate };
  return { mapping, model: resolveModel(mapping), diagnostics, locate };
}
